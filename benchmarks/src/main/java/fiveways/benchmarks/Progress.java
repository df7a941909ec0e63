package fiveways.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * One line for each process that measures, and how long it will take until the last one. What JMH
 * and the processes say besides is kept: it is shown if something fails.
 */
final class Progress implements OutputFormat {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final PrintStream out;
  private final int all;
  private final long startedAt = System.nanoTime();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int done;

  Progress(PrintStream out, int all) {
    this.out = out;
    this.all = all;
  }

  void round(int round, int rounds) {
    out.printf("round %d of %d%n", round, rounds);
  }

  /** What was kept since the last process began. */
  String said() {
    return kept.toString(UTF_8).strip();
  }

  @Override
  public void startBenchmark(BenchmarkParams params) {
    kept.reset();
    out.printf("  %s  %-16s ", params.getParam("model"), Row.of(params.getBenchmark()).title());
    out.flush();
  }

  @Override
  public void iteration(BenchmarkParams params, IterationParams how, int iteration) {
    // its result is what is shown
  }

  @Override
  public void iterationResult(
      BenchmarkParams params, IterationParams how, int iteration, IterationResult result) {
    out.print(how.getType() == IterationType.WARMUP ? "w" : ".");
    out.flush();
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    done++;
    var row = Row.of(result.getParams().getBenchmark());
    out.printf(
        Locale.ROOT,
        " %8.1f µs   %d of %d, %s%n",
        result.getPrimaryResult().getScore() - row.off(),
        done,
        all,
        done == all ? "done" : "about " + left() + " left");
  }

  private String left() {
    var spent = Duration.ofNanos(System.nanoTime() - startedAt);
    var left = spent.multipliedBy(all - done).dividedBy(done);
    return left.compareTo(MINUTE) < 0
        ? left.toSeconds() + " s"
        : left.toMinutes() + " min " + left.toSecondsPart() + " s";
  }

  @Override
  public void startRun() {
    // a round is announced by whoever starts it
  }

  @Override
  public void endRun(Collection<RunResult> results) {
    // they are shown together when all rounds have been
  }

  @Override
  public void print(String text) {
    write(text.getBytes(UTF_8));
  }

  @Override
  public void println(String text) {
    print(text + "\n");
  }

  @Override
  public void verbosePrintln(String text) {
    // more than anybody wants to know, also after a failure
  }

  @Override
  public void write(int b) {
    kept.write(b);
  }

  @Override
  public void write(byte[] bytes) {
    kept.writeBytes(bytes);
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
