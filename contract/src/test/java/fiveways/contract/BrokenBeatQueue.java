package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A queue of what is to be said, without a bound, and a thread that says it.
 *
 * <p>An actor's mailbox, a logger's queue, an event loop's list of pending writes: nobody blocks,
 * so all seems well. But for a client that does not read, the beats pile up, for as long as there
 * is memory; and when it reads again, it hears all of them, hours late.
 */
@Breaks(
    value = {"BEAT-5", "BEAT-1"},
    seen = "after the client read again")
public final class BrokenBeatQueue extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      @Override
      protected void tick() throws IOException, InterruptedException {
        var queue = new LinkedBlockingQueue<String>();
        var writer = Thread.ofVirtual().name("reference-writer").start(() -> write(queue));
        try {
          for (long n = 1; true; n = periods() + 1) {
            sleepUntil(n);
            queue.add("BEAT " + n);
          }
        } finally {
          stop(writer);
        }
      }

      private void write(BlockingQueue<String> queue) {
        try {
          while (true) {
            say(queue.take());
          }
        } catch (IOException | InterruptedException over) {
          // the output has ended, or the client has gone
        }
      }
    };
  }
}
