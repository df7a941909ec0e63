package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What a process holds at a moment: its threads and its sockets. Of this process virtual threads,
 * too; of another one, what the system shows of it, and of those that it has started, under {@code
 * /proc}: where there is none, the peers' view has to do.
 *
 * @param process empty: this one
 * @param threads by number, with names
 * @param sockets by the system's number
 */
record Leftovers(Optional<ProcessHandle> process, Map<Long, String> threads, Set<String> sockets) {

  /** Threads of the JVM and of the tests themselves: no model's. */
  private static final Pattern NOT_A_MODELS =
      Pattern.compile(
          "tck-.*|main|surefire.*|junit-.*|Awaitility.*|awaitility.*"
              // the collector, the compilers, signals, references, JMX, attach
              + "|C[12] CompilerThread.*|.*GC.*|G1.*|Reference Handler|Finalizer|Signal Dispatcher"
              + "|Notification Thread|Common-Cleaner|Attach Listener|Service Thread|Monitor Deflation.*"
              + "|process reaper.*|RMI .*|JMX .*|DestroyJavaVM|SIG[A-Z]+ handler|JFR .*"
              // what virtual threads run on and are woken by
              + "|ForkJoinPool-.*|ForkJoinPool\\.commonPool-.*|.*Poller(-\\d+)?"
              + "|VirtualThread-unblocker|.*[dD]elayScheduler.*|CompletableFutureDelayScheduler");

  /** The same as the system names them: by fifteen characters. */
  private static final Pattern NOT_A_MODELS_OUTSIDE =
      Pattern.compile(
          "tck-.*|C[12] Compiler.*|.*GC.*|G1 .*|VM .*|Reference Handl|Finalizer|Signal Dispatch"
              + "|Notification Th|Common-Cleaner|Attach Listener|Service Thread|Monitor Deflati"
              + "|process reaper|RMI .*|JMX .*|DestroyJavaVM|SIG[A-Z]+ handler|JFR .*"
              + "|ForkJoinPool.*|.*Poller.*|VirtualThread-u|.*[dD]elaySched.*|CompletableFutu");

  static {
    openWhatTheJvmKeeps();
  }

  /**
   * The JVM opens a socket of its own when the first one is used, and keeps it: no model has left
   * it.
   */
  private static void openWhatTheJvmKeeps() {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var _ = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      listener.accept().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Leftovers now() {
    return now(Optional.empty());
  }

  static Leftovers now(Optional<ProcessHandle> process) {
    if (process.isEmpty()) {
      return new Leftovers(process, threadsNow(), socketsNow(Path.of("/proc/self")));
    }
    var threads = new HashMap<Long, String>();
    var sockets = new HashSet<String>();
    Stream.concat(process.stream(), process.get().descendants())
        .map(handle -> Path.of("/proc", String.valueOf(handle.pid())))
        .forEach(folder -> {
          threads.putAll(threadsOf(folder));
          sockets.addAll(socketsNow(folder));
        });
    return new Leftovers(process, Map.copyOf(threads), Set.copyOf(sockets));
  }

  /**
   * Waits, patiently, until the process holds nothing more than it held then.
   *
   * @throws RuleBroken naming what stayed
   */
  void assertNothingMore(Contract<?> contract, String rule, String when) {
    try {
      Patience.eventually("nothing stays behind").until(() -> more().isEmpty());
    } catch (ConditionTimeoutException stayed) {
      throw contract.broken(
          rule,
          "who ends this thread or closes this socket, in every ending?",
          new AssertionError("left %s: %s".formatted(when, more())));
    }
  }

  /** What the process holds now and did not hold then. */
  private Set<String> more() {
    var now = now(process);
    var more =
        now.threads.entrySet().stream()
            .filter(thread -> !threads.containsKey(thread.getKey()))
            .map(thread -> "thread #" + thread.getKey() + " \"" + thread.getValue() + "\"")
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    now.sockets.stream().filter(socket -> !sockets.contains(socket)).forEach(more::add);
    return more;
  }

  private static Map<Long, String> threadsNow() {
    return Threads.alive().entrySet().stream()
        .filter(thread -> !NOT_A_MODELS.matcher(thread.getValue()).matches())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<Long, String> threadsOf(Path process) {
    var threads = new HashMap<Long, String>();
    var tasks = process.resolve("task");
    if (!Files.isDirectory(tasks)) {
      return threads;
    }
    try (var folders = Files.newDirectoryStream(tasks)) {
      for (Path task : folders) {
        var name = nameOf(task).filter(own -> !NOT_A_MODELS_OUTSIDE.matcher(own).matches());
        name.ifPresent(own -> threads.put(Long.valueOf(task.getFileName().toString()), own));
      }
    } catch (IOException | DirectoryIteratorException endedMeanwhile) {
      // then it holds nothing more
    }
    return threads;
  }

  private static Optional<String> nameOf(Path task) {
    try {
      // By lines: such a file can be read only at once, and readString begins with a single byte.
      return Files.readAllLines(task.resolve("comm"), ISO_8859_1).stream().findFirst();
    } catch (IOException endedMeanwhile) {
      return Optional.empty();
    }
  }

  private static Set<String> socketsNow(Path process) {
    var descriptors = process.resolve("fd");
    if (!Files.isDirectory(descriptors)) {
      return Set.of(); // elsewhere the peers' view has to do
    }
    var sockets = new HashSet<String>();
    try (var links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        targetOf(link, sockets);
      }
    } catch (IOException | DirectoryIteratorException e) {
      if (process.endsWith("self")) {
        throw new IllegalStateException("what this process holds cannot be read", e);
      }
      // it has ended meanwhile, and holds nothing more
    }
    return sockets;
  }

  private static void targetOf(Path link, Set<String> sockets) {
    try {
      var target = Files.readSymbolicLink(link).toString();
      if (target.startsWith("socket:")) {
        sockets.add(target);
      }
    } catch (IOException closedMeanwhile) {
      // then it is not held
    }
  }
}
