package fiveways.contract.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What this process holds at a moment: its threads, virtual ones too, and, where the system shows
 * them under {@code /proc}, its sockets.
 *
 * @param threads by number, with names
 * @param sockets by the system's number
 */
record Leftovers(Map<Long, String> threads, Set<String> sockets) {

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
    return new Leftovers(threadsNow(), socketsNow());
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
    var now = now();
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

  private static Set<String> socketsNow() {
    var descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return Set.of(); // elsewhere the peers' view has to do
    }
    var sockets = new HashSet<String>();
    try (var links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        targetOf(link, sockets);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
