package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.ReferenceSubject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The leak check sees what is left, of every kind; it would lie most comfortably by seeing nothing.
 */
class LeftoversTest {
  private static final String PATIENCE = "fiveways.patience";
  private final String before = System.getProperty(PATIENCE, "1");
  private final Contract<?> contract =
      new Contract<>(new ReferenceSubject(), "TIME-4", "TIME-4") {};
  private final CountDownLatch release = new CountDownLatch(1);

  @BeforeEach
  void hurry() {
    System.setProperty(PATIENCE, "0.01"); // what is left here is left on purpose
  }

  @AfterEach
  void letGo() {
    System.setProperty(PATIENCE, before);
    release.countDown();
  }

  private void await() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertSeen(Leftovers then, String what) {
    assertThatThrownBy(() -> then.assertNothingMore(contract, "ECHO-5", "after this"))
        .isInstanceOfSatisfying(
            RuleBroken.class, broken -> assertThat(broken.rule()).isEqualTo("ECHO-5"))
        .hasMessageContaining("left after this")
        .hasMessageContaining(what);
  }

  private void assertNothingSeen(Leftovers then) {
    System.setProperty(PATIENCE, before);
    then.assertNothingMore(contract, "ECHO-5", "after this");
  }

  @Test
  void a_virtual_thread() throws Exception {
    var then = Leftovers.now();
    var thread = Thread.ofVirtual().name("a leaky one").start(this::await);
    assertSeen(then, "a leaky one");
    release.countDown();
    thread.join();
    assertNothingSeen(then);
  }

  @Test
  void a_virtual_thread_without_a_name() {
    var then = Leftovers.now();
    var thread = Thread.startVirtualThread(this::await);
    assertSeen(then, "#" + thread.threadId());
  }

  @Test
  void a_thread_in_a_container_of_threads() {
    var then = Leftovers.now();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.execute(this::await);
      assertSeen(then, "thread #");
      release.countDown();
    }
    assertNothingSeen(then);
  }

  @Test
  void a_platform_thread() {
    var then = Leftovers.now();
    var _ = Thread.ofPlatform().daemon().name("a heavy one").start(this::await);
    assertSeen(then, "a heavy one");
  }

  @Test
  void no_thread_of_the_tests_themselves() {
    var then = Leftovers.now();
    var _ = Thread.ofVirtual().name("tck-something").start(this::await);
    assertNothingSeen(then);
  }

  @Test
  void a_socket_and_a_listener_and_a_channel() throws Exception {
    Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "sockets show under /proc");
    var loopback = InetAddress.getLoopbackAddress();
    var then = Leftovers.now();
    try (var _ = new ServerSocket(0, 1, loopback)) {
      assertSeen(then, "socket:[");
    }
    try (var listener = ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0));
        var _ = new Socket(loopback, ((InetSocketAddress) listener.getLocalAddress()).getPort())) {
      assertSeen(then, "socket:[");
    }
    assertNothingSeen(then);
  }

  /** Our build opens the register; whoever runs without it gets the same answer from the dump. */
  @Test
  void the_register_and_the_dump_agree() {
    var thread = Thread.ofVirtual().name("counted twice").start(this::await);
    assertThat(Threads.registered())
        .as("the JVM's register of threads, opened by --add-exports")
        .isPresent();
    assertThat(Threads.registered().orElseThrow())
        .containsEntry(thread.threadId(), "counted twice");
    assertThat(Threads.dumped()).containsEntry(thread.threadId(), "counted twice");
  }
}
