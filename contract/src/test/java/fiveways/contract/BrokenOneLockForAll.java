package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One lock for all clients, held while something is said to one of them.
 *
 * <p>{@code synchronized} methods of the server, or of whatever all clients share. As long as every
 * client reads, it costs some time and nothing else. One that does not read stops all the others.
 */
@Breaks(value = "BEAT-1", seen = "no sign of the next beat")
public final class BrokenOneLockForAll extends HeartbeatVariant {
  private static final ReentrantLock FOR_ALL = new ReentrantLock();

  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected ReentrantLock lock() {
        return FOR_ALL;
      }
    };
  }
}
