package fiveways.virtual;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Spec;
import fiveways.contract.tck.Subject;
import fiveways.contract.tck.Tally;
import fiveways.virtual.engine.LineReader;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** Model 04, and two operations by somebody who writes in its style and has never heard of it. */
public final class VirtualSubject implements Subject<Callable<Reply>> {
  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

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

  @Override
  public Callable<Reply> adding(int activities, Tally tally) {
    return Turns.adding(activities, tally);
  }

  @Override
  public Callable<Reply> addingAround(Callable<Reply> wait, int activities, Tally tally) {
    return Turns.addingAround(wait, activities, tally);
  }

  @Override
  public Callable<Reply> producing(Peer peer, List<String> lines) {
    return Pausing.producing(peer, lines);
  }

  /** Of virtual threads that do not wait, one carrier runs one after the other: see SPEC.md. */
  @Override
  public Optional<Spec.Expected> expected(String rule) {
    int carriers = Integer.getInteger(CARRIERS, Runtime.getRuntime().availableProcessors());
    return rule.equals("TURN-1") && carriers == 1 ? Optional.empty() : Subject.super.expected(rule);
  }
}
