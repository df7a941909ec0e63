package fiveways.channels.engine;

import fiveways.channels.engine.Input.Chunk;
import fiveways.contract.api.Line;
import java.io.IOException;
import java.util.Optional;

/** What a client sends, line by line, for the actor that serves it. */
public final class ClientLines {
  private final Client client;
  private final LineCutter lines = new LineCutter();

  public ClientLines(Client client) {
    this.client = client;
  }

  /**
   * Blocks until its next line is whole; none if it has ended before, or is to be taken for ended.
   *
   * @throws fiveways.contract.api.LineTooLongException as soon as that is certain
   */
  public Optional<Line> next() throws IOException, InterruptedException {
    var line = lines.next();
    while (line.isEmpty()) {
      if (!(client.next() instanceof Chunk chunk)) {
        return line;
      }
      lines.add(chunk.bytes());
      line = lines.next();
    }
    return line;
  }
}
