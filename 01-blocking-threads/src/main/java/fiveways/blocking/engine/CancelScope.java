package fiveways.blocking.engine;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What can be cancelled from another thread. It knows everything that somebody inside may be
 * waiting on, and cancelling it closes all of that: closing a socket under a blocked call is the
 * only thing that wakes it. Scopes nest, because a scope is itself something that an outer one
 * holds.
 *
 * <p>Any thread may call any member; none of them blocks, unless closing what is held does.
 */
public final class CancelScope implements AutoCloseable {

  /**
   * Something that a scope holds until this is closed, which lets go of it and ends nothing; but a
   * cancel that is already under way may still close it, so it is no good for anything else then.
   */
  public final class Held implements AutoCloseable {
    private final AutoCloseable resource;

    private Held(AutoCloseable resource) {
      this.resource = resource;
    }

    @Override
    public void close() {
      letGo(this);
    }

    private void end() {
      try {
        resource.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // whoever cancels is told; the others are closed
      } catch (Exception gone) {
        // It could not be closed properly; closed it is, and nobody waits on it any more.
      }
    }
  }

  private final Set<Held> held = new LinkedHashSet<>();
  private final Runnable leave;
  private boolean cancelled;

  /** A scope that nobody else can cancel. */
  public CancelScope() {
    leave = () -> {};
  }

  /** A scope that is cancelled with the outer one, or alone. */
  public CancelScope(CancelScope outer) {
    leave = outer.hold(this::cancel)::close;
  }

  /**
   * Registers what somebody is going to wait on. If the scope is cancelled already, it is closed
   * here and now, so that a cancel cannot come too early to be noticed.
   *
   * @param resource closed, from any thread, when the scope is cancelled; its closing must not wait
   */
  public Held hold(AutoCloseable resource) {
    var handle = new Held(resource);
    if (!take(handle)) {
      handle.end();
    }
    return handle;
  }

  private synchronized boolean take(Held handle) {
    return !cancelled && held.add(handle);
  }

  private synchronized void letGo(Held handle) {
    held.remove(handle);
  }

  public synchronized boolean cancelled() {
    return cancelled;
  }

  /**
   * For work that is about to begin something, and has nothing registered that would tell it.
   *
   * @throws IOException if the scope is cancelled
   */
  public void throwIfCancelled() throws IOException {
    if (cancelled()) {
      throw new IOException("cancelled");
    }
  }

  /** Closes whatever the scope holds, and whatever it will be handed. A request: awaits no end. */
  public void cancel() {
    // Outside the lock: to close an inner scope is to cancel it, and that takes its lock.
    cancelOnce().forEach(Held::end);
  }

  private synchronized List<Held> cancelOnce() {
    cancelled = true;
    var all = List.copyOf(held);
    held.clear();
    return all;
  }

  /** Leaves the outer scope. Ends nothing: whoever opened something closes it. */
  @Override
  public void close() {
    leave.run();
  }
}
