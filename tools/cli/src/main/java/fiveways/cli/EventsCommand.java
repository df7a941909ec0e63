package fiveways.cli;

import static fiveways.cli.Findings.since;

import fiveways.contract.api.ModelProvider;
import fiveways.contract.journal.Recovery;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course events}: very many events, and nothing lost, doubled or out of order. */
@Command(
    name = "events",
    sortOptions = false,
    description =
        "Send 100,000 events of four producers through a model's event server, in a process with"
            + " little memory, to four subscribers that join at random moments: does each get all"
            + " of them, once, in order?")
final class EventsCommand implements Callable<Integer> {
  private static final int MOST = 10_000_000;

  /** Less than the events of a usual run take, so that nobody can keep them all. */
  private static final String HEAP = "64m";

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
      names = "--events",
      paramLabel = "N",
      converter = Words.CountWord.class,
      description = "How many: 100000 unless set.")
  private int events = 100_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Words.CountWord.class,
      description = "Of when who joins, and what is said; 1 unless set.")
  private int seed = 1;

  EventsCommand(Terminal terminal) {
    this.terminal = terminal;
    this.findings = new Findings(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (events > MOST) {
      throw new Mistake(
          "--events: '%d' are more than a disk should hold: %d at most".formatted(events, MOST));
    }
    terminal.line(
        "%s: Replay, %s of %d producers, %d subscribers, seed %d"
            .formatted(
                terminal.strong(provider.folder()),
                Text.count(events, "event"),
                EventTraffic.PRODUCERS,
                EventTraffic.SUBSCRIBERS,
                seed));
    try {
      var journal = Files.createTempFile("course-events-", ".journal");
      try {
        exchange(journal);
        return 0;
      } finally {
        Files.delete(journal);
      }
    } catch (IOException e) {
      return findings.failed(e);
    }
  }

  private void exchange(Path journal) throws IOException, InterruptedException {
    try (var host =
        ChildJvm.start(
            EventsHost.class,
            Redirect.INHERIT,
            List.of("-Xmx" + HEAP),
            List.of(provider.id(), journal.toString()))) {
      var address = host.readLine().orElseThrow(() -> new IOException("did not start: " + host));
      long start = System.nanoTime();
      var got =
          new EventTraffic(Words.address(address), events, seed)
              .run(soFar -> findings.soFar("so far", Text.count(soFar, "event")));
      findings.tell("events", "each subscriber has all of them, in order, after " + since(start));
      got.stream()
          .map(EventTraffic.Got::joined)
          .sorted()
          .forEach(joined ->
              findings.tell(
                  "joined", "after " + Text.count(joined, "event") + ": those from the file"));
      host.residentBytes()
          .ifPresent(bytes ->
              findings.tell("memory", Text.size(bytes) + " resident; the heap has " + HEAP));
      if (!host.ask("close").equals(EventsHost.CLOSED)) {
        throw new IOException("the server was not closed");
      }
    }
    journal(journal);
  }

  private void journal(Path journal) throws IOException {
    var good = Recovery.of(journal);
    if (good.events() != events || good.dropped() > 0) {
      throw new IOException("the journal has " + good);
    }
    findings.tell(
        "journal",
        "%s, %s".formatted(Text.count(good.events(), "event"), Text.size(good.length())));
  }
}
