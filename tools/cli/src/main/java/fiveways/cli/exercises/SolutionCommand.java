package fiveways.cli.exercises;

import fiveways.cli.Mistake;
import fiveways.cli.Terminal;
import fiveways.cli.Text;
import fiveways.practice.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course solution}: ours, once yours is right. */
@Command(
    name = "solution",
    description =
        "Our solution and its reasons, once yours has earned all points; --peek shows it earlier.")
public final class SolutionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXERCISE",
      description = "Its folder's name, or how that begins.")
  private Optional<String> exercise = Optional.empty();

  @Option(names = "--peek", description = "Show it although yours is not right yet.")
  private boolean peek;

  /** Made by the command line. */
  public SolutionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var diary = Diary.here();
    var meant = Exercises.here().meant(exercise, diary);
    var solution =
        meant
            .solution()
            .orElseThrow(() ->
                new Mistake(
                    "the solution of '%s' is not in this copy of the course: ask your teacher"
                        .formatted(meant.name())));
    if (!diary.of(meant.slug()).passed() && !peek) {
      terminal.line(
          "Yours first: `course check %s`. Or a hint: `course hint %s`. To see it all the same: --peek."
              .formatted(meant.name(), meant.name()));
      return 1;
    }
    var _ = diary.with(meant.slug(), Diary.Entry::hasPeeked);
    for (var file : meant.manifest().mayChange()) {
      tell(solution, file);
    }
    var reasons = solution.resolve("SOLUTION.md");
    if (Files.exists(reasons)) {
      Files.readString(reasons)
          .lines()
          .flatMap(line -> Text.wrap(line, Terminal.WIDTH).stream())
          .forEach(terminal::line);
    }
    return 0;
  }

  private void tell(Path solution, String file) throws IOException {
    var path = solution.resolve(file);
    if (Files.exists(path)) {
      terminal.line(terminal.strong(file));
      Marks.solution(Files.readString(path)).lines().forEach(terminal::line);
      terminal.line("");
    }
  }
}
