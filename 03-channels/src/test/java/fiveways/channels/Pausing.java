package fiveways.channels;

import fiveways.channels.engine.LineReader;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import java.net.Socket;
import java.util.List;

/** PLAY-6, in this model's own style: a producer that has never heard of being held. */
final class Pausing {
  private Pausing() {}

  /** One line after the other, each when the one before has been acknowledged. */
  static Behaviour producing(Peer peer, List<String> lines) {
    return _ -> {
      try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
        var acknowledgements = new LineReader(socket.getInputStream());
        var last = new Line("nothing to acknowledge");
        for (var line : lines) {
          socket.getOutputStream().write(new Line(line).bytes());
          last = acknowledgements.line();
        }
        return last;
      }
    };
  }
}
