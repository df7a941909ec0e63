package fiveways.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Which runs of a soak are done, in a file: a second call goes on where the first stopped. What was
 * found about other classes, or on an idle machine instead of a busy one, does not count.
 */
final class SoakState {

  /**
   * One run that came to its end.
   *
   * @param broken the rules that it found broken, or why it was torn
   */
  record Run(String model, int number, long seed, Duration took, List<String> broken) {
    String toLine() {
      return String.join(
          "\t",
          model,
          String.valueOf(number),
          String.valueOf(seed),
          String.valueOf(took.toMillis()),
          String.join(",", broken));
    }

    static Run fromLine(String line) {
      var parts = line.split("\t", -1);
      return new Run(
          parts[0],
          Integer.parseInt(parts[1]),
          Long.parseLong(parts[2]),
          Duration.ofMillis(Long.parseLong(parts[3])),
          parts[4].isEmpty() ? List.of() : List.of(parts[4].split(",")));
    }
  }

  private final Path file;
  private final List<Run> runs = new ArrayList<>();

  private SoakState(Path file) {
    this.file = file;
  }

  /** What is remembered about these very classes; a file of other ones is started anew. */
  static SoakState open(Path file, boolean busy, boolean fresh) throws IOException {
    var state = new SoakState(file);
    var about = "# " + (busy ? "busy" : "idle") + " " + hashOfClasses();
    if (!fresh && Files.exists(file)) {
      var lines = Files.readAllLines(file, UTF_8);
      if (!lines.isEmpty() && lines.getFirst().equals(about)) {
        lines.stream().skip(1).map(Run::fromLine).forEach(state.runs::add);
        return state;
      }
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, about + "\n");
    return state;
  }

  List<Run> runs() {
    return List.copyOf(runs);
  }

  boolean isDone(String model, int number) {
    return runs.stream().anyMatch(run -> run.model.equals(model) && run.number == number);
  }

  void add(Run run) throws IOException {
    Files.writeString(file, run.toLine() + "\n", StandardOpenOption.APPEND);
    runs.add(run);
  }

  /** Of everything on the class path that is built here: folders, not libraries. */
  private static String hashOfClasses() throws IOException {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        var folder = Path.of(entry);
        if (Files.isDirectory(folder)) {
          add(folder, hash);
        }
      }
      return HexFormat.of().formatHex(hash.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(Path folder, MessageDigest hash) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        hash.update(folder.relativize(file).toString().getBytes(UTF_8));
        hash.update(Files.readAllBytes(file));
      }
    }
  }
}
