package fiveways.channels;

import fiveways.channels.engine.LineReader;
import fiveways.channels.engine.Threads;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.tck.Subject;
import fiveways.contract.tck.Tally;
import java.net.Socket;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Model 03, and two operations by somebody who writes in its style and has never heard of it. */
public class ChannelsSubject implements Subject<Behaviour> {

  @Override
  public String id() {
    return "03";
  }

  @Override
  public ConcurrencyModel<Behaviour> open() {
    return new ChannelsModel(threads());
  }

  /** What its actors run in. */
  Threads threads() {
    return Threads.VIRTUAL;
  }

  @Override
  public Behaviour opaque(Peer peer, String first, String second) {
    return _ -> {
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
  public Behaviour spin(BooleanSupplier goOn) {
    return _ -> {
      while (goOn.getAsBoolean()) {
        Thread.onSpinWait();
      }
      return new Line("released");
    };
  }

  @Override
  public Behaviour adding(int activities, Tally tally) {
    return new Turns(threads()).adding(activities, tally);
  }

  @Override
  public Behaviour producing(Peer peer, List<String> lines) {
    return Pausing.producing(peer, lines);
  }

  @Override
  public Behaviour addingAround(Behaviour wait, int activities, Tally tally) {
    return new Turns(threads()).addingAround(wait, activities, tally);
  }
}
