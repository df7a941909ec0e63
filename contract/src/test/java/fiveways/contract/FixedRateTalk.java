package fiveways.contract;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** For the gallery: a talk whose beats come from a timer of the library at a fixed rate. */
abstract class FixedRateTalk extends ReferenceTalk {
  FixedRateTalk(HeartbeatSettings settings, Connection connection) {
    super(settings, connection);
  }

  /** Called once for each period, late ones included. */
  abstract void due() throws IOException;

  @Override
  protected void tick() throws InterruptedException {
    var thread = Thread.ofVirtual().name("reference-timer").factory();
    try (var timer = Executors.newSingleThreadScheduledExecutor(thread)) {
      try {
        timer.scheduleAtFixedRate(this::dueNow, period, period, NANOSECONDS).get();
      } catch (ExecutionException over) {
        // the output has ended, or the client has gone
      } finally {
        timer.shutdownNow();
      }
    }
  }

  private void dueNow() {
    try {
      due();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
