package fiveways.nonblocking.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The only thread of this model, and its selector: it waits for whatever comes first, a channel
 * that is ready, a timer that is due or a task from outside, and brings it to the machine that it
 * is for. Nothing else runs meanwhile: so no machine needs a lock, and none may block.
 */
public final class Loop {

  /** Whom the loop tells that its channel is ready. */
  public interface Handler {

    /** What it waits for has come. Must not block. Whatever it throws, {@link #failed} is told. */
    void ready() throws IOException;

    void failed(Exception cause);
  }

  /** What the loop does on behalf of a handler, which is told if it fails. Must not block. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException;
  }

  private static final int BUFFER = 64 * 1024;

  private static final System.Logger LOG = System.getLogger(Loop.class.getName());

  private final Selector selector;
  private final Mailbox mailbox;
  private final Timers timers = new Timers();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final Thread thread;
  private final AtomicLong turns = new AtomicLong();
  private boolean ended;

  /** Starts the thread; does not block. */
  public Loop(String name) {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no selector can be had", e);
    }
    mailbox = new Mailbox(selector::wakeup);
    thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  private void run() {
    try (selector) {
      while (!ended) {
        turn();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the selector is broken", e);
    } finally {
      mailbox.close().forEach(Loop::guarded);
    }
  }

  /**
   * One turn. Channels come first, so that no timer says "nothing has come" of what has. Tasks come
   * after the selector has looked: a channel that the task's poster had closed is gone by then,
   * while before, it still has its descriptor.
   */
  private void turn() throws IOException {
    select();
    turns.incrementAndGet();
    var ready = List.copyOf(selector.selectedKeys()); // handlers may change the set itself
    selector.selectedKeys().clear();
    ready.forEach(key -> guarded(() -> dispatch(key)));
    mailbox.take().forEach(Loop::guarded);
    timers.run(Loop::guarded);
  }

  private void select() throws IOException {
    long nanos = mailbox.isEmptySoSleep() ? timers.untilNext() : 0;
    if (nanos > 0) {
      selector.select(Math.ceilDiv(nanos, 1_000_000)); // rounded up: else it would spin at the end
    } else {
      selector.selectNow();
    }
  }

  private static void dispatch(SelectionKey key) {
    // An earlier event of this turn may have closed it, or have made it wait for something else.
    if (key.isValid() && (key.readyOps() & key.interestOps()) != 0) {
      var handler = (Handler) key.attachment();
      onBehalfOf(handler, handler::ready);
    }
  }

  private static void onBehalfOf(Handler handler, Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException cause) {
      handler.failed(cause);
    } catch (Error error) { // a class that cannot be loaded, say: that ends nobody else
      handler.failed(new IllegalStateException("a step ended in an error", error));
    }
  }

  /** Whatever a task throws must not end the loop: others live on it. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error bug) {
      log("a task of the loop failed", bug);
    }
  }

  /** What cannot even be told is not told, since that must not end the loop either. */
  static void log(String what, Throwable bug) {
    try {
      LOG.log(System.Logger.Level.ERROR, what, bug);
    } catch (RuntimeException | Error untold) { // that takes a descriptor, perhaps, or memory
    }
  }

  /**
   * Has it done by the loop, soon, and never within this call: a machine whose end is told in this
   * way cannot end while whoever starts it is still about to. From any thread.
   *
   * @return false if the loop has ended, and it will not be done
   */
  public boolean execute(Runnable task) {
    return mailbox.post(task);
  }

  /** The same on behalf of a handler. */
  public boolean execute(Handler handler, Step step) {
    return execute(() -> onBehalfOf(handler, step));
  }

  /** Has it done then, on behalf of a handler; one beyond the clock's range never is. */
  public Timer after(Duration delay, Handler handler, Step step) {
    return timers.after(delay, () -> onBehalfOf(handler, step));
  }

  /** Has it done then. On the loop only, as whatever has to do with timers and channels. */
  public Timer after(Duration delay, Runnable task) {
    return timers.after(delay, task);
  }

  /** Tells the handler when the channel is ready for what its key is interested in: nothing yet. */
  SelectionKey register(SelectableChannel channel, Handler handler) throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, 0, handler);
  }

  /** Cleared. One for all: what is in it has to be used, or copied, before the event is over. */
  ByteBuffer buffer() {
    return buffer.clear();
  }

  /**
   * Fails in the loop's own thread, which would wait for itself.
   *
   * @throws IllegalStateException there
   */
  void assertOutside() {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("the loop must not wait for itself");
    }
  }

  /** How often it has woken up so far: not at all, as long as nothing happens. */
  public long turns() {
    return turns.get();
  }

  /** Ends after this turn. On the loop only. */
  void end() {
    ended = true;
  }

  /** Blocks until it has ended. An interrupt does not cut that short; it is restored. */
  void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
