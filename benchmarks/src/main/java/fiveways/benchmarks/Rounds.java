package fiveways.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Round by round, each row of each model once, in a process of its own. JMH itself would run all
 * processes of one row before it begins with the next; what slows the machine down for a minute
 * would then be one model's fault.
 */
final class Rounds {

  /** The same for every process: 04 needs preview, and JMH's own Unsafe is not to warn. */
  static final List<String> FLAGS =
      List.of(
          "--enable-preview",
          "--sun-misc-unsafe-memory-access=allow",
          "-Xms512m",
          "-Xmx512m",
          // The one collector without threads of its own beside those that are measured.
          "-XX:+UseSerialGC");

  private final Plan.Size size;
  private final List<String> models;
  private final PrintStream out;

  Rounds(Plan.Size size, List<String> models, PrintStream out) {
    this.size = size;
    this.models = models;
    this.out = out;
  }

  /**
   * Runs all of them; blocks for minutes. Progress goes to {@code out}.
   *
   * @throws RunnerException if an operation failed, or JMH could not run
   */
  Collection<RunResult> run() throws RunnerException {
    var progress = new Progress(out, size.rounds() * Row.values().length * models.size());
    var rounds = new LinkedHashMap<String, List<BenchmarkResult>>();
    for (int round = 1; round <= size.rounds(); round++) {
      progress.round(round, size.rounds());
      try {
        for (var result : new Runner(options(), progress).run()) {
          rounds
              .computeIfAbsent(result.getParams().id(), _ -> new ArrayList<>())
              .addAll(result.getBenchmarkResults());
        }
      } catch (RunnerException e) {
        throw new RunnerException(e.getMessage() + "\n" + progress.said(), e);
      }
    }
    var results = rounds.values().stream().map(Rounds::merged).toList();
    SameWork.check(results.stream().map(RunResult::getParams).toList());
    return results;
  }

  private Options options() {
    return new OptionsBuilder()
        .include("^" + TimeoutCost.class.getName().replace(".", "\\.") + "\\.")
        .param("model", models.toArray(String[]::new))
        .forks(1)
        .warmupIterations(size.warmups())
        .warmupTime(TimeValue.milliseconds(size.warmup().toMillis()))
        .measurementIterations(size.iterations())
        .measurementTime(TimeValue.milliseconds(size.iteration().toMillis()))
        .jvmArgs(FLAGS.toArray(String[]::new))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .build();
  }

  /** All rounds of one row as what JMH calls the forks of one result. */
  private static RunResult merged(List<BenchmarkResult> rounds) {
    var params = forks(rounds.getFirst().getParams(), rounds.size());
    return new RunResult(params, rounds);
  }

  private static BenchmarkParams forks(BenchmarkParams one, int forks) {
    var model = new WorkloadParams();
    model.put("model", one.getParam("model"), 0);
    return new BenchmarkParams(
        one.getBenchmark(),
        one.generatedBenchmark(),
        one.shouldSynchIterations(),
        one.getThreads(),
        one.getThreadGroups(),
        List.copyOf(one.getThreadGroupLabels()),
        forks,
        one.getWarmupForks(),
        one.getWarmup(),
        one.getMeasurement(),
        one.getMode(),
        model,
        one.getTimeUnit(),
        one.getOpsPerInvocation(),
        one.getJvm(),
        one.getJvmArgs(),
        one.getJdkVersion(),
        one.getVmName(),
        one.getVmVersion(),
        one.getJmhVersion(),
        one.getTimeout());
  }

  /** What was measured, in the order of the table. */
  static List<Measured> measured(Collection<RunResult> results) {
    return results.stream().map(Measured::of).sorted(Measured.IN_ORDER).toList();
  }

  /** One of them; empty if it was not measured. */
  static Optional<Measured> find(List<Measured> all, Row row, String model) {
    return all.stream().filter(m -> m.row() == row && m.model().equals(model)).findFirst();
  }

  /** By row, the models beside each other. */
  static Map<Row, List<Measured>> byRow(List<Measured> all) {
    var rows = new LinkedHashMap<Row, List<Measured>>();
    all.forEach(m -> rows.computeIfAbsent(m.row(), _ -> new ArrayList<>()).add(m));
    return rows;
  }
}
