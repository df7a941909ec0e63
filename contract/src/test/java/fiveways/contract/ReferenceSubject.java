package fiveways.contract;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Subject;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** The reference model as a subject, and the base of every gallery variant. */
public class ReferenceSubject implements Subject<Callable<Reply>> {

  @Override
  public String id() {
    return "reference";
  }

  @Override
  public ConcurrencyModel<Callable<Reply>> open() {
    return new Reference() {
      @Override
      protected ReferenceOperations operations() {
        return ReferenceSubject.this.operations();
      }
    };
  }

  /** A seam: most mistakes are made in one of these. */
  protected ReferenceOperations operations() {
    return new ReferenceOperations();
  }

  @Override
  public Callable<Reply> opaque(Peer peer, String first, String second) {
    return () -> {
      try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
        var lines = new ReferenceOperations();
        socket.getOutputStream().write(new Line(first).bytes());
        var _ = lines.readLine(socket.getInputStream());
        socket.getOutputStream().write(new Line(second).bytes());
        return new Line(lines.readLine(socket.getInputStream()));
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
