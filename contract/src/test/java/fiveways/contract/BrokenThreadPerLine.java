package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import java.io.IOException;
import java.util.ArrayList;

/**
 * A thread for each line.
 *
 * <p>Threads cost next to nothing, and so nobody has to wait for a line that takes its time. But
 * who was started first need not be there first.
 */
@Breaks(
    value = "PLAY-1",
    perhaps = {"PLAY-2", "PLAY-3", "PLAY-4", "PLAY-5"})
public final class BrokenThreadPerLine extends ReplayVariant {
  @Override
  ReferenceReplay eventServer(ReplaySettings settings) throws IOException {
    return new ReferenceReplay(settings) {
      @Override
      protected void produce(Connection connection, ReferenceLines lines, ReferenceJournal to)
          throws IOException {
        var threads = new ArrayList<Thread>();
        for (var event = lines.next(); event.isPresent(); event = lines.next()) {
          var line = event.get();
          threads.add(Thread.ofVirtual().start(() -> produce(connection, line, to)));
        }
        threads.forEach(ReferenceOperations::joinUninterruptibly);
      }

      private void produce(Connection connection, String line, ReferenceJournal to) {
        try {
          say(connection, EventServer.ok(to.append(line)).bytes());
        } catch (IOException gone) {
          // the others notice it, too
        }
      }
    };
  }
}
