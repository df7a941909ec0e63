package fiveways.nonblocking;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.Line;
import fiveways.nonblocking.engine.Client;
import java.io.IOException;
import java.util.Optional;

/**
 * One producer of {@link Replay} before anybody had to flush, or to be held: its lines are written
 * to the file, and acknowledged.
 */
// tag::plain[]
final class AppendingLines extends EchoingLines {
  private final Journal journal;
  private boolean produces;

  // end::plain[]

  AppendingLines(Client client, Journal journal) {
    super(client);
    this.journal = journal;
  }

  // tag::plain[]
  @Override
  Optional<Line> nextToSay() throws IOException {
    var line = super.nextToSay();
    if (line.isPresent() && !produces) {
      produces = line.get().text().equals(EventServer.PRODUCE);
      return produces ? nextToSay() : Optional.of(new Line("ERR unknown command"));
    }
    if (line.isPresent()) {
      long seq = journal.append(line.get().text());
      journal.flush();
      return Optional.of(EventServer.ok(seq));
    }
    return line;
  }
  // end::plain[]
}
