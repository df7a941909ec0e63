package fiveways.cli.exercises;

import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code course progress}: how far am I? */
@Command(name = "progress", description = "All exercises, and how far you are with each.")
public final class ProgressCommand implements Callable<Integer> {
  private static final int BAR = 12;

  private final Terminal terminal;

  /** Made by the command line. */
  public ProgressCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var diary = Diary.here();
    int earned = 0;
    int all = 0;
    var part = "";
    for (var exercise : Exercises.here().all()) {
      var folder = exercise.slug().replaceFirst("/.*", "");
      if (!folder.equals(part)) {
        part = folder;
        terminal.line(terminal.style(Style.TITLE, folder));
      }
      var entry = diary.of(exercise.slug());
      terminal.line(line(exercise, entry));
      earned += entry.points();
      all += exercise.manifest().points();
    }
    terminal.line("");
    terminal.line(
        terminal.strong("%d of %d points by the public tests".formatted(earned, all))
            + ". Next: `course next`.");
    return 0;
  }

  private String line(Exercise exercise, Diary.Entry entry) {
    int points = exercise.manifest().points();
    int full = BAR * entry.points() / points;
    return "  %s %-32s %s%s %2d of %2d  %3d min%s"
        .formatted(
            entry.passed() ? terminal.style(Style.GOOD, terminal.glyphs().held()) : " ",
            exercise.name(),
            terminal.style(Style.WORK, terminal.glyphs().work().repeat(full)),
            terminal.quiet(terminal.glyphs().dot().repeat(BAR - full)),
            entry.points(),
            points,
            exercise.manifest().minutes(),
            terminal.quiet(with(entry)));
  }

  private static String with(Diary.Entry entry) {
    return (entry.hints() == 0 ? "" : ", hints: " + entry.hints())
        + (entry.peeked() ? ", peeked" : "");
  }
}
