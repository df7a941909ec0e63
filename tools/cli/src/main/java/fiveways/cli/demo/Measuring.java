package fiveways.cli.demo;

import fiveways.cli.Contracts;
import fiveways.cli.Home;
import fiveways.cli.IdleClients;
import fiveways.cli.RulesRun;
import fiveways.cli.Scenario;
import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Tested;
import fiveways.cli.Text;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.tck.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What the matrix is made of: the whole contract, each scenario of each model in a process of its
 * own, several at a time.
 */
final class Measuring {
  private static final int IDLE_CLIENTS = 100;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** They mostly wait: with fewer, so do the cores. */
  private static final int AT_ONCE_PER_CORE = 8;

  /** For a JVM of seconds: what the second compiler would gain, it takes before. */
  private static final List<String> SHORT = List.of("-XX:TieredStopAtLevel=1");

  /** A scenario in a model. */
  private record Part(ModelProvider model, Scenario scenario) {}

  private final Terminal terminal;
  private final CodeLines lines = new CodeLines(Home.find());
  private final AtomicInteger tests = new AtomicInteger();
  private final long start = System.nanoTime();
  private int shown;

  Measuring(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Each scenario in each model; blocks until all is measured. */
  List<Entry> measure(List<ModelProvider> models, List<Scenario> scenarios)
      throws InterruptedException {
    int many = AT_ONCE_PER_CORE * Runtime.getRuntime().availableProcessors();
    try (var pool = Executors.newFixedThreadPool(many, Thread.ofPlatform().daemon().factory())) {
      var parts = inThisOrder(models, scenarios);
      var reports = parts.stream().map(part -> pool.submit(() -> contract(part))).toList();
      var threads = parts.stream().map(part -> pool.submit(() -> threads(part))).toList();
      var entries = new ArrayList<Entry>();
      for (int i = 0; i < parts.size(); i++) {
        entries.add(entry(parts.get(i), get(reports.get(i)), get(threads.get(i))));
      }
      entries.sort(Comparator.comparing(Entry::scenario).thenComparing(Entry::model));
      return entries;
    }
  }

  /**
   * Heartbeat waits longest, and Timeout has most to do: side by side they keep the cores busy, and
   * what is short comes last.
   */
  private static List<Part> inThisOrder(List<ModelProvider> models, List<Scenario> scenarios) {
    return Stream.of(
            List.of(Scenario.HEARTBEAT, Scenario.TIMEOUT, Scenario.REPLAY),
            List.of(
                Scenario.RACE,
                Scenario.PROGRESS,
                Scenario.MERGE,
                Scenario.DASHBOARD,
                Scenario.ECHO))
        .flatMap(together ->
            models.stream()
                .flatMap(model ->
                    together.stream()
                        .filter(scenarios::contains)
                        .map(scenario -> new Part(model, scenario))))
        .toList();
  }

  private static <T> T get(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private RulesRun.Report contract(Part part) throws IOException {
    var rules = part.scenario.rules().stream().map(Spec.Rule::id).toList();
    var log = Files.createTempFile("course-demo-", ".log");
    var report =
        RulesRun.inAFreshJvm(
            Contracts.of(part.model).test(), rules, SHORT, log, LIMIT, this::tested);
    if (report.torn().isEmpty()) {
      Files.delete(log);
    }
    tell(part, report);
    return report;
  }

  private static Optional<Entry.Threads> threads(Part part)
      throws IOException, InterruptedException {
    if (!part.scenario.isServer()) {
      return Optional.empty();
    }
    try (var idle = IdleClients.of(part.model.id(), part.scenario, IDLE_CLIENTS)) {
      idle.connect(IDLE_CLIENTS);
      var threads = idle.threads();
      return Optional.of(new Entry.Threads(IDLE_CLIENTS, threads.platform(), threads.virtual()));
    }
  }

  private static int held(RulesRun.Report report) {
    var held = new TreeSet<>(report.tested());
    held.removeAll(report.broken());
    return held.size();
  }

  private Entry entry(Part part, RulesRun.Report report, Optional<Entry.Threads> threads) {
    var verdicts = new TreeMap<String, String>();
    report.tests().forEach(test -> test.verdict().ifPresent(v -> verdicts.put(test.rule(), v)));
    return new Entry(
        part.model.id(),
        part.scenario,
        held(report),
        part.scenario.rules().size(),
        report.tests().size(),
        List.copyOf(report.broken()),
        report.tests().stream()
            .filter(test -> test.broken().isPresent())
            .map(Tested::message)
            .toList(),
        report.torn(),
        verdicts,
        lines(part),
        threads);
  }

  private OptionalInt lines(Part part) {
    return lines.of(part.model, part.scenario);
  }

  private void tested(Tested test) {
    int now = tests.incrementAndGet();
    if (terminal.live()) {
      synchronized (this) {
        var text = "  %s  %s so far".formatted(time(), Text.count(now, "test"));
        shown = text.length();
        terminal.part("\r" + text);
      }
    }
    if (test.broken().isPresent()) {
      line(terminal.style(Style.BAD, test.broken().get() + " is BROKEN"));
    }
  }

  private void tell(Part part, RulesRun.Report report) {
    int held = held(report);
    int rules = part.scenario.rules().size();
    boolean good = held == rules && report.broken().isEmpty() && report.torn().isEmpty();
    var how =
        "%d of %d rules held in %s"
            .formatted(held, rules, Text.count(report.tests().size(), "test"));
    line(
        "%s %-10s %s%s"
            .formatted(
                part.model.id(),
                part.scenario.word(),
                terminal.style(good ? Style.GOOD : Style.BAD, how),
                report.torn().isPresent() ? ", not all" : ""));
  }

  private synchronized void line(String text) {
    if (shown > 0) {
      terminal.part("\r" + " ".repeat(shown) + "\r");
      shown = 0;
    }
    terminal.line("  " + terminal.quiet(time()) + "  " + text);
  }

  private String time() {
    return "%7s".formatted(Text.seconds(Duration.ofNanos(System.nanoTime() - start)));
  }
}
