package fiveways.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests of a model in a process of its own, and reports each on standard output as it ends.
 * What they print goes to standard error instead.
 *
 * <p>Arguments: the tests, {@code package.Class#method}.
 */
public final class LimitsHost {
  /** The line that says that all have run. */
  static final String DONE = "done";

  /** What a test comes out with that cannot be run here, and says so. */
  static final String LEFT_OUT = "left out";

  private LimitsHost() {}

  public static void main(String[] arguments) {
    var report = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    System.setOut(System.err);
    LifeLine.hold();
    Contracts.quiet();
    var wanted = Set.of(arguments);
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                wanted.stream()
                    .map(test -> test.substring(0, test.indexOf('#')))
                    .distinct()
                    .map(DiscoverySelectors::selectClass)
                    .toList())
            .filters(isOneOf(wanted))
            .configurationParameter(
                "junit.jupiter.testclass.order.default",
                "org.junit.jupiter.api.ClassOrderer$ClassName")
            .build();
    LauncherFactory.create().execute(request, new Reporting(report));
    report.println(DONE);
    System.exit(0);
  }

  private static String message(Throwable failure) {
    return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
  }

  private static PostDiscoveryFilter isOneOf(Set<String> wanted) {
    return test ->
        FilterResult.includedIf(
            !(test.getSource().orElse(null) instanceof MethodSource method)
                || wanted.contains(method.getClassName() + "#" + method.getMethodName()));
  }

  private static final class Reporting implements TestExecutionListener {
    private final PrintStream report;
    private long startedAt;

    Reporting(PrintStream report) {
      this.report = report;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      startedAt = System.nanoTime();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.getSource().orElse(null) instanceof MethodSource method) {
        var kind = method.getJavaClass().getSimpleName();
        boolean aborted = result.getStatus() == TestExecutionResult.Status.ABORTED;
        report.println(
            new Tested(
                    kind,
                    Tested.promise(method.getMethodName()),
                    aborted ? Optional.empty() : result.getThrowable().map(_ -> kind),
                    aborted ? Optional.of(LEFT_OUT) : Optional.empty(),
                    Duration.ofNanos(System.nanoTime() - startedAt),
                    result.getThrowable().map(LimitsHost::message).orElse(""))
                .toLine());
      } else {
        result.getThrowable().ifPresent(Throwable::printStackTrace);
      }
    }
  }
}
