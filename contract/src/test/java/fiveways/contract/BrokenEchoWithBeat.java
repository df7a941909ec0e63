package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Echoes stay in the output's buffer until the next beat flushes it.
 *
 * <p>A buffered output that nobody flushes after a line; or one thread that does all the writing,
 * woken by the clock. With a period of half a second it looks a little slow, no more.
 */
@Breaks(value = "BEAT-2", seen = "no sign of an echo")
public final class BrokenEchoWithBeat extends HeartbeatVariant {
  @Override
  ReferenceTalk talk(HeartbeatSettings settings, Connection connection) {
    return new ReferenceTalk(settings, connection) {
      private final Deque<byte[]> buffered = new ArrayDeque<>(); // guarded by output

      @Override
      protected void echo(byte[] text) throws IOException {
        output.lock();
        try {
          buffered.add(text);
          if (buffered.size() > 64) {
            flush();
          }
        } finally {
          output.unlock();
        }
      }

      @Override
      protected void write(byte[] text) throws IOException {
        flush();
        super.write(text);
      }

      @Override
      protected void end() throws IOException {
        output.lock();
        try {
          flush();
          super.end();
        } finally {
          output.unlock();
        }
      }

      private void flush() throws IOException {
        while (!buffered.isEmpty()) {
          super.write(buffered.remove());
        }
      }
    };
  }
}
