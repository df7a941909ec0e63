package fiveways.cli.exercises;

import fiveways.cli.Terminal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code course check}: is it right? */
@Command(
    name = "check",
    description =
        "Compile an exercise, run its public tests, and say which rules it keeps. Without a name:"
            + " the one in this folder, or the last one.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all points", "1:not yet", "2:a mistake in the words"})
public final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXERCISE",
      description = "Its folder's name, or how that begins.")
  private Optional<String> exercise = Optional.empty();

  /** Made by the command line. */
  public CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var meant = Exercises.here().meant(exercise, Diary.here());
    return new Checking(terminal, meant).check() ? 0 : 1;
  }
}
