package fiveways.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
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

  private LimitsHost() {}

  public static void main(String[] arguments) {
    var report = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    System.setOut(System.err);
    LifeLine.hold();
    Contracts.quiet();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                Arrays.stream(arguments)
                    .map(test -> test.split("#", 2))
                    .map(test -> selectMethod(test[0], test[1] + parameters(test)))
                    .toList())
            .build();
    LauncherFactory.create().execute(request, new Reporting(report));
    report.println(DONE);
    System.exit(0);
  }

  /** JUnit wants the types of a method's parameters, and a name says none. */
  private static String parameters(String... test) {
    try {
      return Arrays.stream(Class.forName(test[0]).getDeclaredMethods())
          .filter(method -> method.getName().equals(test[1]))
          .findFirst()
          .map(method -> "(" + String.join(",", names(method.getParameterTypes())) + ")")
          .orElse("");
    } catch (ClassNotFoundException e) {
      return ""; // JUnit says it better
    }
  }

  private static String[] names(Class<?>... types) {
    return Arrays.stream(types).map(Class::getName).toArray(String[]::new);
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
        report.println(
            new Tested(
                    kind,
                    Tested.promise(method.getMethodName()),
                    result.getThrowable().map(_ -> kind),
                    Optional.empty(),
                    Duration.ofNanos(System.nanoTime() - startedAt),
                    result.getThrowable().map(Throwable::toString).orElse(""))
                .toLine());
      } else {
        result.getThrowable().ifPresent(Throwable::printStackTrace);
      }
    }
  }
}
