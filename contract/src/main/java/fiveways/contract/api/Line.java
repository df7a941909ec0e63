package fiveways.contract.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A line without its end, one {@code char} per byte (ISO-8859-1): nothing is re-encoded. */
public record Line(String text) implements Reply {

  /** At most so many bytes precede a line feed, a carriage return included. */
  public static final int MAX_BYTES = 8192;

  /** Refuses, with an {@link IllegalArgumentException}, what cannot be one line. */
  public Line {
    if (text.length() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a line has at most " + MAX_BYTES + " bytes, this one " + text.length());
    }
    if (text.chars().anyMatch(c -> c == '\n' || c > 0xFF)) {
      throw new IllegalArgumentException(
          "a line holds no line feed and no character beyond ISO-8859-1: " + text);
    }
  }

  /**
   * What a client makes of the line that a peer replied with.
   *
   * @throws RefusedException if the line is {@code ERR} or starts with {@code ERR }
   */
  public static Line reply(String text) throws RefusedException {
    if (text.equals("ERR") || text.startsWith("ERR ")) {
      throw new RefusedException(text);
    }
    return new Line(text);
  }

  /** The line as it is sent, with its line feed. */
  public byte[] bytes() {
    return (text + "\n").getBytes(ISO_8859_1);
  }
}
