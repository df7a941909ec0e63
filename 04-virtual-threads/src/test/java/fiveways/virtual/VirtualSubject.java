package fiveways.virtual;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Subject;
import fiveways.virtual.engine.LineReader;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** Model 04, and two operations by somebody who writes in its style and has never heard of it. */
public final class VirtualSubject implements Subject<Callable<Reply>> {

  @Override
  public String id() {
    return "04";
  }

  @Override
  public ConcurrencyModel<Callable<Reply>> open() {
    return new VirtualModel();
  }

  @Override
  public Callable<Reply> opaque(Peer peer, String first, String second) {
    return () -> {
      try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
        var lines = new LineReader(socket.getInputStream());
        socket.getOutputStream().write(new Line(first).bytes());
        var _ = lines.line();
        socket.getOutputStream().write(new Line(second).bytes());
        return lines.line();
      }
    };
  }

  @Override
  public Callable<Reply> spin(BooleanSupplier goOn) {
    return () -> {
      while (goOn.getAsBoolean()) {
        Thread.onSpinWait();
      }
      return new Line("released");
    };
  }
}
