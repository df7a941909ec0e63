package fiveways.contract;

import fiveways.contract.api.Settings;
import fiveways.contract.api.Viewer;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Has a scheduler for the viewer's periods, a new one for each call, and does not shut it down.
 *
 * <p>What it was to do is over, and so it does nothing any more; its thread is there all the same,
 * after a thousand calls a thousand of them.
 */
@Breaks(value = "PROG-6", seen = "reference-periods")
public final class BrokenViewersTimerLeft extends TogetherVariant {
  @Override
  ReferenceTogether together() {
    return new ReferenceTogether() {
      @Override
      protected Watching watching(Viewer viewer, Counts counts) {
        var periods =
            Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("reference-periods").unstarted(task));
        long period = Settings.nanos(viewer.period());
        var tick = periods.scheduleAtFixedRate(() -> {}, period, period, TimeUnit.NANOSECONDS);
        var watching =
            new Watching(viewer, counts) {
              @Override
              public void close() {
                tick.cancel(false);
                super.close();
              }
            };
        watching.start();
        return watching;
      }
    };
  }
}
