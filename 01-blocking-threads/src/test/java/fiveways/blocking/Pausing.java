package fiveways.blocking;

import fiveways.blocking.engine.LineReader;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import java.net.Socket;
import java.util.List;

/**
 * Scenario 8, seen from a producer that has never heard of being held: each of its steps is a
 * blocking call, and nobody is asked before the next one.
 */
final class Pausing {
  private Pausing() {}

  /** One line after the other, each when the one before has been acknowledged. */
  static Call producing(Peer peer, List<String> lines) {
    return _ -> {
      try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
        var acknowledgements = new LineReader(socket.getInputStream());
        var last = "";
        for (var line : lines) {
          socket.getOutputStream().write(new Line(line).bytes());
          last = acknowledgements.require();
        }
        return Line.reply(last);
      }
    };
  }
}
