package fiveways.cli.exercises;

import fiveways.cli.Terminal;
import fiveways.cli.Text;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code course next}: the exercise to do now. */
@Command(
    name = "next",
    description = "The exercise to do now: the first one that you have not passed yet.")
public final class NextCommand implements Callable<Integer> {
  private final Terminal terminal;

  /** Made by the command line. */
  public NextCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var exercises = Exercises.here();
    var next = exercises.next(Diary.here());
    if (next.isEmpty()) {
      terminal.line(
          "You have passed all %s that are here. `course progress` shows them."
              .formatted(Text.count(exercises.all().size(), "exercise")));
      return 0;
    }
    var exercise = next.get();
    terminal.line(terminal.strong(exercise.manifest().title()));
    terminal.line(
        "About %d minutes, %d points."
            .formatted(exercise.manifest().minutes(), exercise.manifest().points()));
    terminal.line("");
    terminal.line("  read    " + exercise.shown() + "/README.md");
    exercise
        .manifest()
        .mayChange()
        .forEach(file -> terminal.line("  change  " + exercise.shown() + "/" + file));
    terminal.line("  check   course check " + exercise.name());
    terminal.line("  watch   course watch " + exercise.name() + "   (checks at each save)");
    terminal.line("  stuck?  course hint " + exercise.name());
    return 0;
  }
}
