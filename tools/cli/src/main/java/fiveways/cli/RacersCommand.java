package fiveways.cli;

import static fiveways.cli.Findings.since;

import fiveways.contract.api.ModelProvider;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course racers}: a race of very many, of which all but one have to be ended. */
@Command(
    name = "racers",
    sortOptions = false,
    description =
        "Race 1,000 questions in a model, of which one is answered: time, threads, memory, and"
            + " whether the others have ended when the winner is there.")
final class RacersCommand implements Callable<Integer> {
  private static final int MOST = 25_000;
  private static final int BETWEEN_LOOKS_MILLIS = 5;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** macOS: as many files as the shell allows, not as many as Java thinks are enough. */
  private static final List<String> FLAGS = List.of("-XX:-MaxFDLimit");

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
      names = "--racers",
      paramLabel = "N",
      converter = Words.CountWord.class,
      description = "How many: 1000 unless set, 25000 at most.")
  private int racers = 1_000;

  RacersCommand(Terminal terminal) {
    this.terminal = terminal;
    this.findings = new Findings(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (racers > MOST) {
      throw new Mistake(
          "--racers: '%d' are more than one process should hold: %d at most"
              .formatted(racers, MOST));
    }
    OpenFiles.refuseTooMany("--racers", racers, "racers");
    terminal.line(
        "%s: Race, %s, and a reply for one of them"
            .formatted(terminal.strong(provider.folder()), Text.count(racers, "racer")));
    try (var peers = child(RacePeers.class, List.of())) {
      var addresses = said(peers).split(" ", -1);
      var arguments = new ArrayList<>(List.of(provider.id(), String.valueOf(racers)));
      arguments.addAll(List.of(addresses));
      try (var host = child(RacersHost.class, arguments)) {
        said(host);
        return race(peers, host) ? 0 : 1;
      }
    } catch (IOException e) {
      return findings.failed(e);
    }
  }

  private static ChildJvm child(Class<?> main, List<String> arguments) throws IOException {
    return ChildJvm.start(main, Redirect.INHERIT, FLAGS, arguments);
  }

  private static String said(ChildJvm child) throws IOException {
    return child.readLine().orElseThrow(() -> new IOException("did not start: " + child));
  }

  private boolean race(ChildJvm peers, ChildJvm host) throws IOException, InterruptedException {
    var before = host.residentBytes();
    long start = System.nanoTime();
    host.ask("start");
    untilAllHaveAsked(peers, host, start);
    findings.tell("asked", "all %s in %s".formatted(number(racers), since(start)));
    var held = RacersHost.Held.parse(host.ask("held"));
    findings.threads(held.platform(), held.virtual());
    memory(before, host.residentBytes());
    long replied = System.nanoTime();
    peers.ask(RacePeers.REPLY);
    var end = host.ask(RacersHost.END);
    var after = since(replied);
    long handedOver = System.nanoTime();
    int open = seen(peers).open();
    if (!end.equals(RacersHost.WON + " " + RacePeers.WINNER)) {
      throw new IOException("the winner's reply is not what came of it: " + end);
    }
    findings.tell("winner", "handed over %s after its reply".formatted(after));
    return ended(peers, open, handedOver);
  }

  private void memory(Optional<Long> before, Optional<Long> height) {
    if (before.isPresent() && height.isPresent()) {
      findings.tell(
          "memory",
          "%s resident; %s before the race"
              .formatted(Text.size(height.get()), Text.size(before.get())));
    }
  }

  private void untilAllHaveAsked(ChildJvm peers, ChildJvm host, long start)
      throws IOException, InterruptedException {
    for (int asked; (asked = seen(peers).asked()) < racers; ) {
      findings.soFar("asked", number(asked) + " of " + number(racers));
      boolean late = System.nanoTime() - start > PATIENCE_NANOS;
      if (late || RacersHost.Held.parse(host.ask("held")).ended()) {
        throw new IOException(
            "%s of %s have asked when %s"
                .formatted(
                    number(asked),
                    number(racers),
                    late ? "a minute was over" : "the race ended: " + host.ask(RacersHost.END)));
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  /** What is still open has a while to end; that says how late it was. */
  private boolean ended(ChildJvm peers, int atHandOver, long since)
      throws IOException, InterruptedException {
    int open = atHandOver;
    while (open > 0 && System.nanoTime() - since < PATIENCE_NANOS) {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
      open = seen(peers).open();
    }
    findings.tell(
        "open",
        Text.count(atHandOver, "connection")
            + " then, as the peers see it"
            + (atHandOver == 0 ? "" : "; %s after %s".formatted(number(open), since(since))));
    return open == 0;
  }

  private static RacePeers.Seen seen(ChildJvm peers) throws IOException {
    return RacePeers.Seen.parse(peers.ask("seen"));
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
