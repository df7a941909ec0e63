package fiveways.practice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests of a submission, in a process of its own, and writes down how each ended. A test
 * that takes too long ends the process; before that, who is in the submission's code is written
 * down, and so it is when the submission itself ends the process.
 */
final class RunTests implements TestExecutionListener {
  private static final Duration EVERY = Duration.ofMillis(50);

  private final Path dump;
  private final PrintStream notes;
  private final OwnLines own;
  private final Map<String, Long> begun = new ConcurrentHashMap<>();
  private volatile boolean ended;

  private RunTests(Path dump, PrintStream notes, OwnLines own) {
    this.dump = dump;
    this.notes = notes;
    this.own = own;
  }

  /**
   * Arguments: the folder of the tests' classes, the folder of the submission's, the file for the
   * notes, the limit of a test in milliseconds, and the names of the submission's own files.
   */
  public static void main(String[] args) {
    var file = Path.of(args[2]);
    try (var notes = new PrintStream(Files.newOutputStream(file), true, UTF_8)) {
      var files = Stream.of(args).filter(arg -> arg.endsWith(".java")).toList();
      var run =
          new RunTests(
              file.resolveSibling("threads"),
              notes,
              new OwnLines(Path.of(args[1]), Set.copyOf(files)));
      run.watch(Duration.ofMillis(Long.parseLong(args[3])));
      run.execute(Path.of(args[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().halt(0); // whatever the submission has left running
  }

  private void execute(Path tests) {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClasspathRoots(Set.of(tests)))
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
      session.getLauncher().execute(request, this);
    }
    ended = true;
    note(Note.of(Note.END));
  }

  private synchronized void note(Note note) {
    notes.println(note.line());
  }

  /** Ends the process when a test takes too long, and tells where when somebody else does. */
  private void watch(Duration limit) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::tellWhoExits, "who exits?"));
    Thread.ofPlatform()
        .daemon()
        .name("watch")
        .start(() -> {
          while (true) {
            try {
              Thread.sleep(EVERY);
            } catch (InterruptedException nobodyDoes) {
              return;
            }
            begun.forEach((test, start) -> {
              if (System.nanoTime() - start > limit.toNanos()) {
                note(Note.of(Note.LATE, test));
                tellWhoIsStuck();
                Runtime.getRuntime().halt(1);
              }
            });
          }
        });
  }

  private void tellWhoIsStuck() {
    try {
      var threads = ThreadDump.take(dump);
      threads.inside(own).forEach(line -> note(Note.of(Note.THREAD, line)));
      threads.cycle(own).forEach(line -> note(Note.of(Note.CYCLE, line)));
    } catch (IOException noDump) {
      note(Note.of(Note.THREAD, "the threads could not be listed: " + noDump.getMessage()));
    }
  }

  private void tellWhoExits() {
    if (!ended) {
      Thread.getAllStackTraces().values().stream()
          .filter(stack ->
              Stream.of(stack)
                  .anyMatch(frame ->
                      frame.getClassName().equals("java.lang.Runtime")
                          && frame.getMethodName().equals("exit")))
          .flatMap(stack -> own.of(stack).limit(1))
          .forEach(line -> note(Note.of(Note.EXIT, line)));
    }
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    name(test)
        .ifPresent(name -> {
          begun.put(name, System.nanoTime());
          note(Note.of(Note.BEGUN, name));
        });
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    name(test)
        .ifPresent(name -> {
          long start = begun.getOrDefault(name, System.nanoTime());
          begun.remove(name);
          var failure = result.getThrowable();
          note(
              Note.of(
                  Note.ENDED,
                  name,
                  failure.isEmpty(),
                  (System.nanoTime() - start) / 1_000_000,
                  failure.map(RunTests::message).orElse(""),
                  String.join("\n", failure.map(own::of).orElseGet(List::of))));
        });
  }

  /** One name may stand for several runs: the index of each goes with it. */
  private static Optional<String> name(TestIdentifier test) {
    return test.isTest() && test.getSource().orElse(null) instanceof MethodSource method
        ? Optional.of(method.getMethodName() + index(test))
        : Optional.empty();
  }

  private static String index(TestIdentifier test) {
    var segment = test.getUniqueIdObject().getLastSegment();
    return segment.getType().equals("test-template-invocation")
            || segment.getType().equals("dynamic-test")
        ? " " + segment.getValue()
        : "";
  }

  private static String message(Throwable failure) {
    return failure instanceof AssertionError && failure.getMessage() != null
        ? failure.getMessage()
        : failure.toString();
  }
}
