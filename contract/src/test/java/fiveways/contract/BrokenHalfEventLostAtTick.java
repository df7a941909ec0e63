package fiveways.contract;

import fiveways.contract.api.Batching;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Gives each read a time limit of one period, and begins the event anew when it is over.
 *
 * <p>What had been read of it was in a local variable, and is gone with the exception. It takes an
 * event in two halves, with a tick in between, to see it.
 */
@Breaks(
    value = "DASH-2",
    perhaps = {"DASH-3", "DASH-4"},
    seen = "in two halves")
public final class BrokenHalfEventLostAtTick extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected Optional<String> readLine(InputStream in) throws IOException {
        source.setSoTimeout(Math.clamp(TimeUnit.NANOSECONDS.toMillis(period()), 1, 60_000));
        while (true) {
          try {
            return super.readLine(in);
          } catch (SocketTimeoutException tick) {
            // a batch is due: but that is somebody else's affair
          }
        }
      }
    };
  }
}
