package fiveways.cli.exercises;

import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.practice.Judge;
import fiveways.practice.Verdict;
import java.io.IOException;
import java.time.Duration;

/** One check of one exercise: what `check` does once, and `watch` after each save. */
final class Checking {
  private final Terminal terminal;
  private final Exercise exercise;

  Checking(Terminal terminal, Exercise exercise) {
    this.terminal = terminal;
    this.exercise = exercise;
  }

  /**
   * Compiles it, runs its public tests, tells the verdict and writes it down. Blocks until that is
   * done.
   *
   * @return whether it earns all points
   */
  boolean check() throws IOException, InterruptedException {
    terminal.line(terminal.strong(exercise.manifest().title()));
    long start = System.nanoTime();
    if (terminal.live()) {
      terminal.part(terminal.quiet("  compiling and testing " + terminal.glyphs().cut()));
    }
    var verdict = Judge.ofPublicTests(exercise.manifest()).judge(exercise.folder());
    if (terminal.live()) {
      terminal.part("\r" + " ".repeat(40) + "\r");
    }
    var took = Duration.ofNanos(System.nanoTime() - start);
    int earned = exercise.manifest().points(verdict.kept());
    int all = exercise.manifest().points();
    boolean passed = earned == all;
    Diary.here().with(exercise.slug(), entry -> entry.checked(earned, passed));
    var text = new VerdictText(terminal, exercise);
    text.tell(verdict);
    terminal.line("");
    terminal.line(
        "%s, %s"
            .formatted(
                terminal.style(
                    passed ? Style.GOOD : Style.STRONG,
                    "%d of %d points by the public tests".formatted(earned, all)),
                Text.time(took)));
    if (passed) {
      text.effort();
    }
    terminal.line(next(verdict, passed));
    return passed;
  }

  private String next(Verdict verdict, boolean passed) {
    if (passed) {
      return "Next: `course next`; ours, and the reasons: `course solution "
          + exercise.name()
          + "`.";
    }
    return switch (verdict) {
      case Verdict.NotCompiled _ -> "Mend the first one, and check again.";
      case Verdict.UsesForbidden _ -> "Stuck? `course hint " + exercise.name() + "`.";
      case Verdict.NotEnded _, Verdict.Tested _ ->
          "Stuck? `course hint %s`. The tests: %s/src/test/java."
              .formatted(exercise.name(), exercise.shown());
    };
  }
}
