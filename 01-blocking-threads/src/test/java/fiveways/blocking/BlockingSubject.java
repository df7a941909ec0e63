package fiveways.blocking;

import fiveways.blocking.engine.LineReader;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.tck.Subject;
import fiveways.contract.tck.Tally;
import java.net.Socket;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Model 01, and two operations by somebody who writes in its style and has never heard of it. */
public final class BlockingSubject implements Subject<Call> {

  @Override
  public String id() {
    return "01";
  }

  @Override
  public ConcurrencyModel<Call> open() {
    return new BlockingModel();
  }

  @Override
  public Call opaque(Peer peer, String first, String second) {
    return _ -> {
      try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
        var lines = new LineReader(socket.getInputStream());
        socket.getOutputStream().write(new Line(first).bytes());
        var _ = lines.require();
        socket.getOutputStream().write(new Line(second).bytes());
        return Line.reply(lines.require());
      }
    };
  }

  @Override
  public Call spin(BooleanSupplier goOn) {
    return _ -> {
      while (goOn.getAsBoolean()) {
        Thread.onSpinWait();
      }
      return new Line("released");
    };
  }

  @Override
  public Call adding(int activities, Tally tally) {
    return Turns.adding(activities, tally);
  }

  @Override
  public Call addingAround(Call wait, int activities, Tally tally) {
    return Turns.addingAround(wait, activities, tally);
  }

  @Override
  public Call producing(Peer peer, List<String> lines) {
    return Pausing.producing(peer, lines);
  }
}
