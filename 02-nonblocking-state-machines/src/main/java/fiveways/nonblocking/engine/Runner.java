package fiveways.nonblocking.engine;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Runs machines on a loop for threads outside, which wait. */
public final class Runner {
  private static final Failed NEVER_BEGUN =
      new Failed(new IllegalStateException("the model was closed meanwhile"));

  private final Lifetime lifetime;

  /**
   * @param needed what it takes to run any machine of the model, even when a race has begun more
   *     attempts than there are descriptors
   */
  public Runner(Lifetime lifetime, Class<?>... needed) {
    Ahead.load(Runner.class, Composite.class, Connection.class, LineBuffer.class, Part.class);
    Ahead.load(needed);
    this.lifetime = lifetime;
  }

  /**
   * Makes a machine, starts it, and blocks until its end. An interrupt cancels it; then its end is
   * awaited like any other, and told beside the interrupt.
   *
   * @throws InterruptedException if the caller was interrupted, before or meanwhile
   * @throws IllegalStateException if this is closed, or called from within the loop
   */
  public Outcome run(BiFunction<Loop, Consumer<Outcome>, Machine> operation)
      throws InterruptedException {
    var loop = lifetime.loop();
    loop.assertOutside();
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before it began");
    }
    lifetime.assertOpen();
    var run = new Run(operation);
    if (!loop.execute(() -> lifetime.enter(run))) {
      throw new IllegalStateException("the model is closed");
    }
    try {
      return run.outcome.await();
    } catch (InterruptedException interrupt) {
      loop.execute(run::leave);
      var end = run.outcome.awaitUninterruptibly(); // nothing goes on once we return
      if (end instanceof Failed(var cause)) {
        interrupt.addSuppressed(cause); // it may tell of what could not be released
      }
      throw interrupt;
    }
  }

  /**
   * Blocks until connected, while the loop connects.
   *
   * @throws IOException if the peer cannot be reached
   * @throws InterruptedException if the caller was interrupted; nothing stays behind
   */
  public Connection connect(Peer peer) throws IOException, InterruptedException {
    var connected = new Promise<Connection>();
    var outcome =
        run((loop, end) -> {
          var connecting = new Connecting(loop, peer, end);
          connected.keep(connecting.connection());
          return connecting;
        });
    try {
      outcome.orThrow();
      return connected.await();
    } catch (TimeoutException e) {
      throw new IllegalStateException("nobody has set a deadline", e);
    }
  }

  private final class Run implements Lifetime.Tenant {
    final Promise<Outcome> outcome = new Promise<>();
    private final Part part;
    private boolean begun;

    Run(BiFunction<Loop, Consumer<Outcome>, Machine> operation) {
      part = new Part(lifetime.loop(), operation, this::ended);
    }

    @Override
    public void enter() {
      begun = true;
      part.start();
    }

    @Override
    public void leave() {
      if (begun) {
        part.cancel();
      } else {
        outcome.keep(NEVER_BEGUN);
      }
    }

    /** Handed over in the next turn: by then the selector has let go of what was closed. */
    private void ended(Outcome end) {
      lifetime.left(this);
      lifetime.loop().execute(() -> outcome.keep(end));
    }
  }
}
