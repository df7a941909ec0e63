package fiveways.virtual;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.virtual.engine.LineReader;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;

/** PLAY-6, in this model's own style: a producer that has never heard of being held. */
final class Pausing {
  private Pausing() {}

  /** One line after the other, each when the one before has been acknowledged. */
  static Callable<Reply> producing(Peer peer, List<String> lines) {
    return () -> {
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
