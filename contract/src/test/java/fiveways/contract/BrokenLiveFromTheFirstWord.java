package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * A subscriber is live as soon as it has said so, and then everything is flushed for its history.
 *
 * <p>Better twice than never, one thinks. What that flush brings comes live and from the file.
 */
@Breaks(
    value = "PLAY-1",
    perhaps = {"PLAY-2", "PLAY-3", "PLAY-5"},
    seen = "it came before")
public final class BrokenLiveFromTheFirstWord extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      @Override
      protected long beginReplay(ReferenceSubscription subscription) throws IOException {
        lock.lock();
        try {
          listen(subscription);
          return super.beginReplay(subscription);
        } finally {
          lock.unlock();
        }
      }
    };
  }
}
