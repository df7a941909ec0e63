package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever has subscribed is let in when the next flush is over.
 *
 * <p>The list of subscribers must not change while it is gone through, so newcomers are put beside
 * it. What that flush brought is not in their history, and they have not been told.
 */
@Breaks(
    value = "PLAY-1",
    perhaps = {"PLAY-2", "PLAY-3", "PLAY-4", "PLAY-5"},
    seen = "events came")
public final class BrokenNewcomersAfterTheFlush extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      private final List<ReferenceSubscription> newcomers = new ArrayList<>();

      @Override
      protected void listen(ReferenceSubscription subscription) {
        newcomers.add(subscription);
      }

      @Override
      protected void flush() throws IOException {
        boolean toBeTold = !appended.isEmpty();
        super.flush();
        if (toBeTold) {
          live.addAll(newcomers);
          newcomers.clear();
        }
      }
    };
  }
}
