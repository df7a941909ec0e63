package fiveways.cli;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course call}: one operation of a model, against any peers. */
@Command(
    name = "call",
    sortOptions = false,
    description =
        "Ask any peer one line, with a model's way to bound it; or several: a race, whose first"
            + " reply wins, or all of them together, with their progress. Or merge two streams into"
            + " one, or send one on in batches.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:a reply", "1:it failed", "2:a mistake in the words", "3:the deadline came"})
final class CallCommand implements Callable<Integer> {
  /** So long the model waits for a viewer's last line. */
  private static final Duration LAST_LINE = Duration.ofSeconds(2);

  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = Words.ModelWord.class,
      completionCandidates = Words.ModelCandidates.class,
      description = "01, blocking-threads, …: see `course list models`.")
  @SuppressWarnings("NullAway.Init") // picocli fills it in, or does not call
  private ModelProvider provider;

  @Parameters(
      index = "1",
      paramLabel = "timeout|race|progress|merge|dashboard",
      converter = Words.ScenarioWord.class,
      completionCandidates = Words.CallCandidates.class,
      description = "The scenario: of those that call.")
  @SuppressWarnings("NullAway.Init") // picocli fills it in, or does not call
  private Scenario scenario;

  @Option(
      names = "--peer",
      paramLabel = "HOST:PORT",
      converter = Words.AddressWord.class,
      description = "Whom to ask, `course peer` for example; again for another one.")
  private List<InetSocketAddress> peers = List.of();

  @Option(names = "--line", paramLabel = "TEXT", description = "What to ask: hello unless set.")
  private String line = "hello";

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = Words.PositiveDurationWord.class,
      description =
          "How long all of it may take: 5s unless set; merge and dashboard: as long as it takes.")
  private Optional<Duration> deadline = Optional.empty();

  @Option(
      names = "--hedge",
      paramLabel = "TIME",
      converter = Words.DurationWord.class,
      description =
          "race: how long the next attempt waits for the one before; all at once unless set.")
  private Optional<Duration> hedge = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Words.CountWord.class,
      description = "progress: so many at once at most; all unless set.")
  private Optional<Integer> limit = Optional.empty();

  @Option(names = "--fail-fast", description = "progress: the first failure ends the others.")
  private boolean failFast;

  @Option(
      names = "--period",
      paramLabel = "TIME",
      converter = Words.PositiveDurationWord.class,
      description = "progress, merge, dashboard: how often something is told; 500ms unless set.")
  private Optional<Duration> period = Optional.empty();

  @Option(
      names = "--viewer",
      paramLabel = "HOST:PORT",
      converter = Words.AddressWord.class,
      description = "progress, dashboard: who is told; of progress, here unless set.")
  private Optional<InetSocketAddress> viewer = Optional.empty();

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli fills it in
  private StreamPeers streams;

  CallCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (scenario.isServer()) {
      throw new Mistake(
          "%s is a server, it is not called: `course serve %s %s` runs it; what calls is %s"
              .formatted(
                  scenario.word(),
                  provider.id(),
                  scenario.word(),
                  String.join(", ", Words.CallCandidates.WORDS)));
    }
    onlyFor(Scenario.RACE, "--hedge", hedge.isPresent());
    onlyFor(Scenario.PROGRESS, "--limit", limit.isPresent());
    onlyFor(Scenario.PROGRESS, "--fail-fast", failFast);
    onlyFor(
        List.of(Scenario.PROGRESS, Scenario.MERGE, Scenario.DASHBOARD),
        "--period",
        period.isPresent());
    onlyFor(List.of(Scenario.PROGRESS, Scenario.DASHBOARD), "--viewer", viewer.isPresent());
    onlyFor(
        List.of(Scenario.TIMEOUT, Scenario.RACE, Scenario.PROGRESS), "--peer", !peers.isEmpty());
    streams.refuseIn(scenario);
    try (var model = provider.open()) {
      return call(model);
    }
  }

  private <O> int call(ConcurrencyModel<O> model) throws InterruptedException {
    return switch (scenario) {
      case TIMEOUT -> calling(model).run(asked(model).get(onlyOne()));
      case RACE -> calling(model).race(model.firstOf(hedge(), asked(model)), peers);
      case PROGRESS -> progress(model, calling(model), asked(model));
      case MERGE -> calling(model).run(model.merge(streams.merging(period())));
      case DASHBOARD -> calling(model).run(model.dashboard(streams.batching(viewer, period())));
      case ECHO, HEARTBEAT, REPLAY, TURNS -> throw new IllegalStateException("refused before");
    };
  }

  private <O> Calling<O> calling(ConcurrencyModel<O> model) {
    boolean goesOn = scenario == Scenario.MERGE || scenario == Scenario.DASHBOARD;
    var usual = goesOn ? Optional.<Duration>empty() : Optional.of(Duration.ofSeconds(5));
    return new Calling<>(terminal, model, deadline.or(() -> usual));
  }

  private <O> List<O> asked(ConcurrencyModel<O> model) {
    if (peers.isEmpty()) {
      throw new Mistake(scenario.word() + " needs --peer=HOST:PORT: see `course help call`");
    }
    return peers.stream().map(peer -> model.ask(new Peer(peer), requested())).toList();
  }

  private Duration hedge() {
    return hedge.orElse(Duration.ZERO);
  }

  private Duration period() {
    return period.orElse(Duration.ofMillis(500));
  }

  private int onlyOne() {
    if (peers.size() > 1) {
      throw new Mistake(
          "--peer: timeout asks one peer, and there are %d; race and progress ask several"
              .formatted(peers.size()));
    }
    return 0;
  }

  private <O> int progress(ConcurrencyModel<O> model, Calling<O> calling, List<O> asked)
      throws InterruptedException {
    try (var here = new ViewerHere(terminal)) {
      var who = viewer.map(Peer::new).orElseGet(here::peer);
      var watching = new Viewer(who, period(), LAST_LINE);
      var together = new Together(limit.orElse(Integer.MAX_VALUE), failFast, Optional.of(watching));
      return calling.progress(model.all(together, asked), peers, here);
    }
  }

  private void onlyFor(Scenario one, String option, boolean given) {
    onlyFor(List.of(one), option, given);
  }

  private void onlyFor(List<Scenario> some, String option, boolean given) {
    if (given && !some.contains(scenario)) {
      throw new Mistake(
          "%s is an option of %s, not of %s"
              .formatted(option, Scenario.words(some), scenario.word()));
    }
  }

  private String requested() {
    var wire = Text.toWire(line);
    try {
      return new Line(wire).text();
    } catch (IllegalArgumentException e) {
      throw new Mistake(
          "--line: what is asked must be one line of at most %d bytes; this one has %d%s"
              .formatted(
                  Line.MAX_BYTES,
                  wire.length(),
                  wire.contains("\n") ? " and a line feed in it" : ""));
    }
  }
}
