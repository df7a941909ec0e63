package fiveways.cli.exercises;

import fiveways.cli.Mistake;
import fiveways.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code course reset}: begin anew. */
@Command(
    name = "reset",
    description =
        "Put an exercise's files back as they were in the beginning; what you had written is kept"
            + " in .course.")
public final class ResetCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "EXERCISE", description = "Its folder's name, or how that begins.")
  private String exercise = "";

  /** Made by the command line. */
  public ResetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var meant = Exercises.here().called(exercise);
    var starter = meant.starter();
    if (starter.isEmpty()) {
      throw new Mistake(
          "the beginning of '%s' is not in this copy of the course: take it from where you got it"
              .formatted(meant.name()));
    }
    var answer = meant.answer();
    if (answer.equals(starter)) {
      terminal.line(meant.name() + " is as it was in the beginning.");
      return 0;
    }
    var now = LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss"));
    var kept = meant.home().resolve(".course").resolve("attempts").resolve(meant.slug());
    write(kept.resolve(now), answer);
    write(meant.folder(), starter);
    terminal.line(
        "%s is as it was in the beginning; what you had written is in %s."
            .formatted(meant.name(), meant.home().relativize(kept.resolve(now))));
    return 0;
  }

  private static void write(Path folder, Map<String, String> files) throws IOException {
    for (var file : files.entrySet()) {
      var path = folder.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, file.getValue());
    }
  }
}
