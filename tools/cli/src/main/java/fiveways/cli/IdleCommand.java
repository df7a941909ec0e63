package fiveways.cli;

import fiveways.contract.api.ModelProvider;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course idle}: what clients cost that do nothing. */
@Command(
    name = "idle",
    sortOptions = false,
    description =
        "Connect 10,000 idle clients to a model's echo server, in a process of its own: threads,"
            + " memory, time, and whether it still echoes.")
final class IdleCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Findings findings;

  @Parameters(
      paramLabel = "MODEL",
      converter = Words.ModelWord.class,
      completionCandidates = Words.ModelCandidates.class,
      description = "01, blocking-threads, …: see `course list models`.")
  @SuppressWarnings("NullAway.Init") // picocli fills it in, or does not call
  private ModelProvider provider;

  @Option(
      names = "--connections",
      paramLabel = "N",
      converter = Words.CountWord.class,
      description = "How many: 10000 unless set, 25000 at most.")
  private int connections = 10_000;

  @Option(
      names = "--sample",
      paramLabel = "N",
      converter = Words.CountWord.class,
      description = "How many of them then echo a line: 100 unless set.")
  private int sample = 100;

  IdleCommand(Terminal terminal) {
    this.terminal = terminal;
    this.findings = new Findings(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    IdleClients.refuseTooMany("--connections", connections);
    terminal.line(
        terminal.strong(provider.folder())
            + ": Echo, and "
            + Text.count(connections, "client")
            + " that only stay connected");
    try {
      measure();
      return 0;
    } catch (IOException e) {
      return findings.failed(e);
    }
  }

  private void measure() throws IOException, InterruptedException {
    long start = System.nanoTime();
    long ending;
    try (var idle = IdleClients.of(provider.id(), Scenario.ECHO, connections)) {
      idle.connect(1); // what the first client loads is not the price of the others
      findings.tell("started", "in " + Findings.since(start));
      var before = idle.residentBytes();
      long connecting = System.nanoTime();
      idle.connect(connections - 1);
      findings.tell(
          "connected", Text.count(connections, "client") + " in " + Findings.since(connecting));
      var held = idle.threads();
      findings.threads(held.platform(), held.virtual());
      var after = idle.residentBytes();
      if (before.isPresent() && after.isPresent()) {
        memory(before.get(), after.get());
      }
      int asked = Math.min(sample, connections);
      var slowest = idle.sample(asked);
      findings.tell(
          "echo",
          "%s of them sent a line and got it back, the slowest in %s"
              .formatted(String.format(Locale.ROOT, "%,d", asked), Text.time(slowest)));
      ending = System.nanoTime();
    }
    findings.tell(
        "ended", "in " + Findings.since(ending) + ", " + Findings.since(start) + " in all");
  }

  private void memory(long before, long after) {
    findings.tell(
        "memory",
        "%s resident; %s with one client, so about %s each"
            .formatted(
                Text.size(after),
                Text.size(before),
                Text.size(Math.max(0, after - before) / Math.max(1, connections - 1))));
  }
}
