package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import java.nio.channels.FileChannel;

/**
 * The file that a replay has read is not closed.
 *
 * <p>It is only read, and so nothing can get lost. There are only so many descriptors.
 */
@Breaks(value = "PLAY-5", seen = "whether the journal is open")
public final class BrokenHistoryLeftOpen extends ReplayVariant {
  @Override
  ReferenceSubscription subscription(ReferenceJournal journal, Connection connection) {
    return new ReferenceSubscription(journal, connection) {
      @Override
      protected void close(FileChannel file) {
        // it has only been read
      }
    };
  }
}
