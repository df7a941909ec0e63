package fiveways.contract;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Subject;
import fiveways.contract.tck.Tally;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

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

  @Override
  public Callable<Reply> adding(int activities, Tally tally) {
    return inThreads(activities, () -> add(tally));
  }

  /** A seam: one activity that adds. */
  protected Reply add(Tally tally) throws Exception {
    tally.set(tally.get() + 1);
    return new Line("added");
  }

  @Override
  public Callable<Reply> addingAround(Callable<Reply> wait, int activities, Tally tally) {
    return inThreads(activities, () -> addAround(wait, tally));
  }

  /** A seam: one activity that adds around a wait. */
  protected Reply addAround(Callable<Reply> wait, Tally tally) throws Exception {
    int seen = tally.get();
    var reply = wait.call();
    tally.set(seen + 1);
    return reply;
  }

  @Override
  public Callable<Reply> producing(Peer peer, List<String> lines) {
    return () -> {
      try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
        var acknowledged = "";
        for (var line : lines) {
          socket.getOutputStream().write(new Line(line).bytes());
          acknowledged = new ReferenceOperations().readLine(socket.getInputStream());
        }
        return new Line(acknowledged);
      }
    };
  }

  /** In platform threads, which the system makes take turns, however few processors it has. */
  private static Callable<Reply> inThreads(int many, Callable<Reply> activity) {
    return () -> {
      var tasks = Stream.generate(() -> new FutureTask<>(activity)).limit(many).toList();
      var threads =
          tasks.stream().map(Thread.ofPlatform().name("reference-activity")::start).toList();
      threads.forEach(ReferenceOperations::joinUninterruptibly);
      for (var task : tasks) {
        var _ = task.get();
      }
      return new Line("all added");
    };
  }
}
