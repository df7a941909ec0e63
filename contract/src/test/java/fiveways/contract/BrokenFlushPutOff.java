package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * Each event begins the flush period anew.
 *
 * <p>So many small writes become one large one, as when a key is typed. As long as something comes
 * more often than the period, nothing is written at all.
 */
@Breaks(value = "PLAY-3", seen = "while events keep coming")
public final class BrokenFlushPutOff extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      private boolean more;

      @Override
      protected void appended() {
        more = true;
        changed.signalAll();
      }

      @Override
      protected boolean awaitPeriod() {
        boolean goesOn;
        do {
          more = false;
          goesOn = super.awaitPeriod();
        } while (goesOn && more);
        return goesOn;
      }
    };
  }
}
