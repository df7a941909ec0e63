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
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the matrix is made of: the whole contract, each scenario of each model in a process of its
 * own, several at a time. They mostly wait, so that it takes little longer than the longest one.
 */
final class Measuring {
  private static final int IDLE_CLIENTS = 100;
  private static final Duration LIMIT = Duration.ofMinutes(5);

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
    int many = Math.max(4, 3 * Runtime.getRuntime().availableProcessors());
    try (var pool = Executors.newFixedThreadPool(many, Thread.ofPlatform().daemon().factory())) {
      var entries = new ArrayList<Future<Entry>>();
      for (var scenario : scenarios) {
        for (var model : models) {
          entries.add(pool.submit(() -> entry(model, scenario)));
        }
      }
      var done = new ArrayList<Entry>();
      for (var entry : entries) {
        done.add(get(entry));
      }
      return done;
    }
  }

  private static <T> T get(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Entry entry(ModelProvider model, Scenario scenario) throws Exception {
    var threads = threads(model, scenario);
    var rules = scenario.rules().stream().map(Spec.Rule::id).toList();
    var log = Files.createTempFile("course-demo-", ".log");
    var report =
        RulesRun.inAFreshJvm(
            Contracts.of(model).test(), rules, List.of(), log, LIMIT, this::tested);
    if (report.torn().isEmpty()) {
      Files.delete(log);
    }
    var entry = entry(model, scenario, report, threads);
    tell(entry);
    return entry;
  }

  private static Optional<Entry.Threads> threads(ModelProvider model, Scenario scenario)
      throws IOException, InterruptedException {
    if (scenario == Scenario.TIMEOUT) {
      return Optional.empty();
    }
    try (var idle = IdleClients.of(model.id(), scenario, IDLE_CLIENTS)) {
      idle.connect(IDLE_CLIENTS);
      var threads = idle.threads();
      return Optional.of(new Entry.Threads(IDLE_CLIENTS, threads.platform(), threads.virtual()));
    }
  }

  private Entry entry(
      ModelProvider model,
      Scenario scenario,
      RulesRun.Report report,
      Optional<Entry.Threads> threads)
      throws IOException {
    var held = new TreeSet<>(report.tested());
    held.removeAll(report.broken());
    var verdicts = new TreeMap<String, String>();
    report.tests().forEach(test -> test.verdict().ifPresent(v -> verdicts.put(test.rule(), v)));
    return new Entry(
        model.id(),
        scenario,
        held.size(),
        scenario.rules().size(),
        report.tests().size(),
        List.copyOf(report.broken()),
        report.tests().stream()
            .filter(test -> test.broken().isPresent())
            .map(Tested::message)
            .toList(),
        report.torn(),
        verdicts,
        lines.of(model, scenario),
        threads);
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

  private void tell(Entry entry) {
    var how =
        "%d of %d rules held in %s"
            .formatted(entry.held(), entry.rules(), Text.count(entry.tests(), "test"));
    line(
        "%s %-10s %s%s"
            .formatted(
                entry.model(),
                entry.scenario().word(),
                terminal.style(entry.good() ? Style.GOOD : Style.BAD, how),
                entry.torn().isPresent() ? ", not all" : ""));
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
