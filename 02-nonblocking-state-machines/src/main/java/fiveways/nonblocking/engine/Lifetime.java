package fiveways.nonblocking.engine;

import fiveways.contract.api.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A loop, and who lives on it: operations that run, servers, listeners, connections. When it is
 * closed they are all asked to leave, and when the last has left the loop ends.
 */
public final class Lifetime implements AutoCloseable {

  /** Who lives on the loop; it is the loop that calls. */
  public interface Tenant {

    /** Begins to live here. */
    void enter();

    /** Asks it to end; it says {@link Lifetime#left} when it has. Twice is once. */
    void leave();
  }

  private final Loop loop;
  private final boolean forOne;
  private final Map<Tenant, Promise<Boolean>> tenants = new LinkedHashMap<>(); // the loop's
  private volatile boolean closed;
  private volatile boolean over;

  private Lifetime(String name, boolean forOne) {
    Ahead.load(Lifetime.class, Loop.class, Timer.class, Settings.class, Promise.class);
    this.loop = new Loop(name);
    this.forOne = forOne;
  }

  public static Lifetime forMany(String name) {
    return new Lifetime(name, false);
  }

  /** Over when its one tenant is told to leave. */
  public static Lifetime forOne(String name) {
    return new Lifetime(name, true);
  }

  public Loop loop() {
    return loop;
  }

  /**
   * Does nothing while this is open. From any thread.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public void assertOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  /**
   * Does nothing as long as somebody may live here, who may have to describe what he does last.
   * From any thread.
   *
   * @throws IllegalStateException when {@link #close} has ended
   */
  public void assertNotOver() {
    if (over) {
      throw new IllegalStateException("the model is closed");
    }
  }

  /**
   * From any thread but the loop's; blocks until the tenant lives here.
   *
   * @throws IllegalStateException if this is closed; then the tenant was told to leave
   */
  public <T extends Tenant> T admit(T tenant) {
    loop.assertOutside();
    var admitted = new Promise<Boolean>();
    if (!loop.execute(() -> admitted.keep(enter(tenant)))) {
      admitted.keep(enter(tenant)); // the loop has ended: nobody else is here any more
    }
    if (!admitted.awaitUninterruptibly()) {
      throw new IllegalStateException("the model was closed meanwhile");
    }
    return tenant;
  }

  /** On the loop: lets the tenant in and returns true, or tells it to leave. */
  boolean enter(Tenant tenant) {
    if (closed) {
      tenant.leave();
      return false;
    }
    tenants.put(tenant, new Promise<>());
    tenant.enter();
    return true;
  }

  /** On the loop: the tenant has left. */
  public void left(Tenant tenant) {
    var gone = Optional.ofNullable(tenants.remove(tenant));
    gone.ifPresent(promise -> loop.execute(() -> promise.keep(true))); // its descriptors are, too
    endIfEmpty();
  }

  /** Has the tenant leave, and blocks until it has. An interrupt is restored at the end. */
  public void dismiss(Tenant tenant) {
    if (forOne) {
      close();
      return;
    }
    loop.assertOutside();
    var gone = new Promise<Promise<Boolean>>();
    if (loop.execute(() -> gone.keep(leaving(tenant)))) { // else all have left
      gone.awaitUninterruptibly().awaitUninterruptibly();
    }
  }

  private Promise<Boolean> leaving(Tenant tenant) {
    var gone = Optional.ofNullable(tenants.get(tenant));
    gone.ifPresent(_ -> tenant.leave());
    return gone.orElseGet(() -> {
      var already = new Promise<Boolean>();
      already.keep(true);
      return already;
    });
  }

  /** Has all tenants leave, and blocks until the loop has ended. An interrupt is restored. */
  @Override
  public void close() {
    loop.assertOutside();
    closed = true;
    loop.execute(() -> {
      List.copyOf(tenants.keySet()).forEach(Tenant::leave);
      endIfEmpty();
    });
    loop.join();
    over = true;
  }

  private void endIfEmpty() {
    if (closed && tenants.isEmpty()) {
      loop.execute(loop::end);
    }
  }
}
