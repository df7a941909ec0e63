package fiveways.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** That every row runs and is read right; how long anything takes is not judged here. */
class TimeoutCostTest {
  private static final String EVERY_ROW = ".*";

  @Test
  void every_row_of_every_model_runs_and_is_shown() throws RunnerException {
    var results = run(options(EVERY_ROW, "01", "04"));
    var measured = Rounds.measured(results);

    assertThat(measured)
        .extracting(m -> m.row() + " " + m.model())
        .as("rows in the order of the table, models beside each other")
        .containsExactlyElementsOf(everyRowOf("01", "04"));
    assertThat(measured).allSatisfy(m -> assertThat(m.bytes()).as("allocation").isPresent());
    assertThat(measured)
        .filteredOn(m -> m.row() == Row.TOO_LATE)
        .as("beyond the deadline: TIME-3 forbids to be early")
        .allSatisfy(m -> assertThat(m.min()).isPositive());

    var report =
        new Report(measured, new Conditions(Map.of("machine", "a test's"), Optional.of("BUSY")));
    assertThat(report.text())
        .contains("ask within 5 ms", "machine: a test's", "not told apart", "BUSY");
    assertThat(report.markdown().lines().filter(line -> line.startsWith("|")))
        .as("head, rule and a line per row and model")
        .hasSize(2 + measured.size());
  }

  @Test
  void other_settings_for_one_model_are_noticed() throws RunnerException {
    var all = new ArrayList<>(run(options("atOnce", "01")));
    all.addAll(run(options("atOnce", "04").measurementIterations(2)));

    assertThatThrownBy(() -> SameWork.check(all.stream().map(RunResult::getParams).toList()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not measured under the same settings");
  }

  @Test
  void a_model_that_does_more_than_it_was_asked_to_is_noticed() {
    var twoAsks = new PeerProcess.Seen(2, 10);
    SameWork.check("01", 2, twoAsks);

    assertThatThrownBy(() -> SameWork.check("01", 1, twoAsks))
        .hasMessageContaining("01 did other work");
  }

  private static List<String> everyRowOf(String... models) {
    var all = new ArrayList<String>();
    for (var row : Row.values()) {
      for (var model : models) {
        all.add(row + " " + model);
      }
    }
    return all;
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    var progress =
        new Progress(new PrintStream(OutputStream.nullOutputStream()), Row.values().length * 2);
    return new Runner(options.build(), progress).run();
  }

  /** In this process, and as short as can be. */
  private static ChainedOptionsBuilder options(String row, String... models) {
    return new OptionsBuilder()
        .include("TimeoutCost\\." + row + "$")
        .param("model", models)
        .forks(0)
        .warmupIterations(0)
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(50))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true);
  }
}
