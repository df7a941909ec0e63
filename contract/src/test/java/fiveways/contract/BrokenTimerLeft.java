package fiveways.contract;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * The next beat stays in the timer when the client goes.
 *
 * <p>One timer serves all clients, so no thread is left that would strike the eye. But each client
 * that ever came has its entry there, and all that hangs on it, until its next beat would be due.
 */
@Breaks(value = "BEAT-6", seen = "clients that have gone")
public final class BrokenTimerLeft extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected Thread startTicker() {
        beatLater(0);
        return Thread.startVirtualThread(() -> {}); // the timer does it
      }

      private void beatLater(long last) {
        long wait = Math.max(0, (last + 1) * period - (System.nanoTime() - acceptedAt));
        CompletableFuture.delayedExecutor(
                wait, NANOSECONDS, Thread.ofVirtual().name("reference-beat")::start)
            .execute(() -> beatOn(last));
      }

      private void beatOn(long last) {
        try {
          beatLater(beatAfter(last));
        } catch (IOException over) {
          // the output has ended, or the client has gone
        }
      }
    };
  }
}
