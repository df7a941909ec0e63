package fiveways.cli;

import fiveways.contract.api.ModelProvider;
import fiveways.contract.remote.Host;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code course host}: a model as a program that speaks the remote protocol. */
@Command(
    name = "host",
    sortOptions = false,
    description =
        "Speak the remote protocol for a model, on standard input and output, until the input"
            + " ends: for `course test --remote \"./course host 04\"`.")
final class HostCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = Words.ModelWord.class,
      completionCandidates = Words.ModelCandidates.class,
      description = "01, blocking-threads, …: see `course list models`.")
  @SuppressWarnings("NullAway.Init") // picocli fills it in, or does not call
  private ModelProvider provider;

  HostCommand(Terminal terminal) {
    terminal.out().flush(); // from now on standard output is the protocol's
  }

  @Override
  public Integer call() {
    Host.serve(provider);
    return 0;
  }
}
