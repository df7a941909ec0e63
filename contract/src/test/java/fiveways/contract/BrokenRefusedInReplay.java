package fiveways.contract;

import fiveways.contract.api.ReplaySettings;
import java.io.IOException;

/**
 * Who produces while a replay goes on is refused.
 *
 * <p>An error is better than to wait without knowing how long, one thinks. Now everybody has to try
 * again, and to know which of the lines were taken.
 */
@Breaks(
    value = "PLAY-2",
    perhaps = {"PLAY-1", "PLAY-3", "PLAY-5"})
public final class BrokenRefusedInReplay extends ReplayVariant {
  @Override
  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings) {
      @Override
      protected void holdBack() throws IOException {
        if (replays > 0) {
          throw new IOException("a replay goes on");
        }
      }
    };
  }
}
