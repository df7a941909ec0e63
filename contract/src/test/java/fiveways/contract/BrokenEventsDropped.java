package fiveways.contract;

import fiveways.contract.api.Batching;

/**
 * Bounds the events that wait, and drops what finds no room.
 *
 * <p>The memory is bounded, and nobody waits. What is lost is lost in silence, and only under load.
 */
@Breaks(
    value = "DASH-3",
    perhaps = {"DASH-4"},
    seen = "held, or lost")
public final class BrokenEventsDropped extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected void put(String event) throws InterruptedException {
        lock.lock();
        try {
          if (waiting.size() < batching.waiting()) {
            super.put(event);
          }
        } finally {
          lock.unlock();
        }
      }
    };
  }
}
