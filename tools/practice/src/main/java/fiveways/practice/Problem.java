package fiveways.practice;

/**
 * What the compiler says.
 *
 * @param file from the exercise's folder, with slashes; empty if it is about no file
 * @param line from 1 on, or -1
 */
public record Problem(String file, long line, String message) {

  /** With its place first: {@code src/main/java/ferry/Ferry.java:12: ';' expected}. */
  public String sentence() {
    return file.isEmpty() ? message : file + ":" + line + ": " + message;
  }
}
