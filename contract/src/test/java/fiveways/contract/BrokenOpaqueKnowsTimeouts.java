package fiveways.contract;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import java.net.Socket;
import java.util.concurrent.Callable;

/**
 * Passes off an operation that has a timeout of its own as one that knows of none.
 *
 * <p>It is how one would cheat in this rule: the deadline need not stop what stops by itself. The
 * bytecode of the operation tells.
 */
@Breaks(value = "TIME-10", seen = "setSoTimeout")
public final class BrokenOpaqueKnowsTimeouts extends ReferenceSubject {
  @Override
  public Callable<Reply> opaque(Peer peer, String first, String second) {
    return () -> {
      try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
        socket.setSoTimeout(5_000);
        var lines = new ReferenceOperations();
        socket.getOutputStream().write(new Line(first).bytes());
        var _ = lines.readLine(socket.getInputStream());
        socket.getOutputStream().write(new Line(second).bytes());
        return new Line(lines.readLine(socket.getInputStream()));
      }
    };
  }
}
