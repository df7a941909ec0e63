package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;

/**
 * Lines are put into a queue without a bound, and another thread echoes them.
 *
 * <p>The reader never waits, so nothing tells a client that sends and does not read to slow down:
 * it is the server's memory that takes it all. And with the reader always at work, nobody knows any
 * more whether a client is silent or held up.
 */
@Breaks(value = "BEAT-4", seen = "has to stop reading")
public final class BrokenEchoQueue extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new QueueTalk(settings, connection, Integer.MAX_VALUE);
  }
}
