package fiveways.cli.exercises;

import fiveways.cli.Terminal;
import fiveways.cli.Text;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course hint}: one step more. */
@Command(
    name = "hint",
    description = "A hint, one step more each time; --again shows those you have read.")
public final class HintCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXERCISE",
      description = "Its folder's name, or how that begins.")
  private Optional<String> exercise = Optional.empty();

  @Option(names = "--again", description = "Those that you have read, and no new one.")
  private boolean again;

  /** Made by the command line. */
  public HintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var diary = Diary.here();
    var meant = Exercises.here().meant(exercise, diary);
    int read = diary.of(meant.slug()).hints();
    if (again) {
      for (int number = 1; number <= read; number++) {
        tell(meant, number);
      }
      if (read == 0) {
        terminal.line("You have read none yet: `course hint " + meant.name() + "`.");
      }
    } else if (read == meant.hints()) {
      terminal.line(
          "You have read all %s of %s: `course hint %s --again` shows them, `course solution %s --peek` ours."
              .formatted(Text.count(read, "hint"), meant.name(), meant.name(), meant.name()));
    } else {
      tell(meant, read + 1);
      var _ = diary.with(meant.slug(), entry -> entry.hinted(read + 1));
    }
    return 0;
  }

  private void tell(Exercise meant, int number) throws IOException {
    terminal.line(
        terminal.strong("%s, hint %d of %d".formatted(meant.name(), number, meant.hints())));
    meant
        .hint(number)
        .ifPresent(text ->
            text.lines()
                .flatMap(line -> Text.wrap(line, Terminal.WIDTH).stream())
                .forEach(terminal::line));
    terminal.line("");
  }
}
