package fiveways.contract;

import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * No mistake, but the witness that TIME-11 can come out otherwise: a computation that never waits,
 * and that a deadline ends all the same, because it has a process of its own, which is killed.
 *
 * <p>It counts as broken because SPEC.md expects of the reference that it waits. What it costs is
 * plain: a process, and nothing shared but what is sent.
 */
@Breaks(value = "TIME-11", seen = "expected BLOCKS")
public final class BrokenSpinThatStops extends ReferenceSubject {
  @Override
  public Callable<Reply> spin(BooleanSupplier goOn) {
    return () -> {
      // It ends by itself, too, if nobody kills it: harmless.
      var counting =
          new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 5000000 ]; do i=$((i+1)); done")
              .start();
      var watching = Thread.ofVirtual().name("reference-watch").start(() -> watch(goOn, counting));
      try {
        counting.waitFor();
        return new Line("released");
      } finally {
        counting.destroyForcibly();
        counting.onExit().join();
        ReferenceOperations.joinUninterruptibly(watching);
      }
    };
  }

  private static void watch(BooleanSupplier goOn, Process counting) {
    while (counting.isAlive() && goOn.getAsBoolean()) {
      Thread.onSpinWait();
    }
    counting.destroyForcibly();
  }
}
