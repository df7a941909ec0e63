package fiveways.contract;

import fiveways.contract.api.Batching;

/**
 * Has a list of events that wait, of any length.
 *
 * <p>Nobody ever waits for room, and it looks as if that were good. With a slow viewer or a long
 * period, and a quick source, it is a matter of time until the memory is full.
 */
@Breaks(value = "DASH-3", seen = "held, or lost")
public final class BrokenWaitingUnbounded extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      @Override
      protected void put(String event) {
        lock.lock();
        try {
          waiting.add(event);
        } finally {
          lock.unlock();
        }
      }
    };
  }
}
