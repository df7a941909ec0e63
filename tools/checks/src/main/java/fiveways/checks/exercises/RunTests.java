package fiveways.checks.exercises;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of a submission, in a process of its own, and writes down how each ended. */
final class RunTests implements TestExecutionListener {
  /** The last line of the results: without it there are more. */
  static final String END = "END";

  /** How one test ended. */
  record Result(String test, boolean passed, String message) {
    static Result parse(String line) {
      var fields = line.split("\t", 3);
      return new Result(fields[1], fields[0].equals("passed"), fields[2]);
    }

    String line() {
      return (passed ? "passed" : "failed") + "\t" + test + "\t" + message.replaceAll("\\s+", " ");
    }
  }

  private final PrintStream results;

  private RunTests(PrintStream results) {
    this.results = results;
  }

  /** Two arguments: the folder of the tests' classes, and the file for the results. */
  public static void main(String[] args) {
    try (var results =
        new PrintStream(Files.newOutputStream(Path.of(args[1])), true, StandardCharsets.UTF_8)) {
      var tests = selectClasspathRoots(Set.of(Path.of(args[0])));
      var request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(tests)
              // They wait most of the time: side by side they are as right, and sooner done.
              .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
              .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
              .configurationParameter(
                  "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
              .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
              .configurationParameter(
                  "junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
              .build();
      try (var session = LauncherFactory.openSession()) {
        session.getLauncher().execute(request, new RunTests(results));
      }
      results.println(END);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().halt(0); // whatever the submission has left running
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult ended) {
    if (test.getSource().orElse(null) instanceof MethodSource method && test.isTest()) {
      var failure = ended.getThrowable();
      results.println(
          new Result(
                  method.getMethodName(),
                  failure.isEmpty(),
                  failure.map(RunTests::message).orElse(""))
              .line());
    }
  }

  private static String message(Throwable failure) {
    return failure instanceof AssertionError && failure.getMessage() != null
        ? failure.getMessage()
        : failure.toString();
  }
}
