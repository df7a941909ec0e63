package fiveways.contract;

import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.util.concurrent.Callable;

/**
 * Each operation counts itself when it has ended, and so those count as failed that are cancelled.
 *
 * <p>One has failed and the rest were told to stop: the viewer's last line says that all have
 * failed, and whoever looks for the cause looks for many.
 */
@Breaks(
    value = {"PROG-2", "PROG-6"},
    seen = "the last that the viewer was told")
public final class BrokenCancelledCountedAsFailed extends TogetherVariant {
  @Override
  ReferenceTogether together() {
    return new ReferenceTogether() {
      @Override
      protected Outcome outcome(Callable<Reply> operation, Counts counts) {
        var outcome = super.outcome(operation, counts);
        counts.count(outcome);
        return outcome;
      }

      @Override
      protected void count(Counts counts, Outcome outcome) {
        // that is done already
      }
    };
  }
}
