package fiveways.nonblocking;

import fiveways.contract.tck.Holding;
import fiveways.nonblocking.engine.Lifetime;
import java.util.concurrent.CountDownLatch;

/**
 * Holds a machine that knows nothing of it: by keeping back the events of the loop that it is
 * given. Between two events a machine does nothing, so without them it stands still, in whatever
 * state it is. (One loop for all would hold all; this one is for one.)
 */
final class HeldLoop implements Holding<Operation> {
  private final Operation machine;
  private final Lifetime lifetime = Lifetime.forOne("held");
  private final CountDownLatch resumed = new CountDownLatch(1);

  HeldLoop(Operation machine) {
    this.machine = machine;
  }

  /** On a loop of its own; its end is told on the one that it is run on. */
  @Override
  public Operation operation() {
    return (loop, end) -> {
      var inner =
          machine.on(
              lifetime.loop(),
              outcome -> loop.execute(() -> {
                Thread.ofPlatform().name("closing the held loop").start(lifetime::close);
                end.accept(outcome);
              }));
      return () -> lifetime.loop().execute(inner::start);
    };
  }

  /** When this returns, the loop brings nothing to anybody. */
  @Override
  public void hold() {
    var held = new CountDownLatch(1);
    lifetime.loop().execute(() -> {
      held.countDown();
      await(resumed);
    });
    await(held);
  }

  @Override
  public void resume() {
    resumed.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while holding", e);
    }
  }
}
