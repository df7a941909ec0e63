package fiveways.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code course completion}: what a shell needs to complete the command's words. */
@Command(
    name = "completion",
    description =
        "Print the completion script for bash and zsh. Use it in the shell at hand with:"
            + " source <(./course completion)")
final class CompletionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.line(AutoComplete.bash("course", spec.parent().commandLine()));
    return 0;
  }
}
