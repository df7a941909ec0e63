package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Waits for the clients to go, as an executor's {@code awaitTermination} does, and tells them
 * nothing.
 *
 * <p>Who waits for an answer cannot know that there will be none, so every idle client costs the
 * whole grace period, and nobody can afford a long one.
 */
@Breaks(value = "ECHO-6", seen = "does not end this connection")
public final class BrokenIdleUntilTheEnd extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected void awaitEnds(Map<Connection, Thread> clients, Duration grace) {
        long end = System.nanoTime() + Settings.nanos(grace);
        for (var thread : clients.values()) {
          joinUntil(end, thread);
        }
      }
    };
  }

  private static void joinUntil(long end, Thread thread) {
    boolean interrupted = false;
    for (long left; thread.isAlive() && (left = end - System.nanoTime()) > 0; ) {
      try {
        var _ = thread.join(Duration.ofNanos(left));
      } catch (InterruptedException e) {
        interrupted = true; // restored, as everybody knows
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
