package fiveways.cli.demo;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The two sources and the sink of one model's merge. */
final class MergeClients implements Clients {
  private static final int HALF_IN = 2;
  private static final int OTHER_HALF_IN = 6;
  private static final Duration TO_WARM_UP = Duration.ofSeconds(5);

  private final String model;
  private final ScriptedPeer a = ScriptedPeer.silent();
  private final ScriptedPeer b = ScriptedPeer.silent();
  private final ScriptedPeer sink = ScriptedPeer.playing(this::read);
  private final Caller caller;
  private int linesOfA; // guarded by this, as what follows
  private int linesOfB;
  private int statuses;
  private final List<String> wrong = new ArrayList<>();
  private String lastStatus = "";
  private boolean ended;
  private int shownOfA;
  private int shownOfB;
  private Optional<String> failure = Optional.empty();

  /** The peers are there, and what the model needs is loaded; nothing is connected as yet. */
  MergeClients(String id, ConcurrencyModel<?> model) throws InterruptedException {
    this.model = id;
    this.caller = new Caller(merge(model, a, b, sink), MergeClients::words);
    try (var source = ScriptedPeer.playing(PeerConnection::endOutput);
        var end = ScriptedPeer.silent()) {
      Caller.warm(merge(model, source, source, end), TO_WARM_UP);
    }
  }

  private static <O> Caller.Call merge(
      ConcurrencyModel<O> model, ScriptedPeer a, ScriptedPeer b, ScriptedPeer sink) {
    var merging = new Merging(a.peer(), b.peer(), sink.peer(), MergeScene.PERIOD);
    return () -> model.run(model.merge(merging));
  }

  private static String words(Reply reply) {
    return reply instanceof Line(var text) ? text : reply.toString();
  }

  private void read(PeerConnection client) throws InterruptedException {
    try {
      while (true) {
        came(client.readLine());
      }
    } catch (EOFException end) {
      synchronized (this) {
        ended = true;
      }
    }
  }

  private synchronized void came(String line) {
    if (line.equals("A " + a(linesOfA + 1))) {
      linesOfA++;
    } else if (line.equals("B " + b(linesOfB + 1))) {
      linesOfB++;
    } else if (line.equals(Merging.status(linesOfA, linesOfB).text())) {
      statuses++;
      lastStatus = linesOfA + "/" + linesOfB;
    } else {
      wrong.add(line);
    }
  }

  private static String a(int number) {
    return "line " + number;
  }

  private static String b(int number) {
    return "word " + number;
  }

  @Override
  public void step(int row) throws IOException {
    if (row == 1) {
      caller.begin();
      b.connection(0).send(b(1) + "\n");
    }
    if (row == HALF_IN) {
      b.connection(0).send(b(2).substring(0, 3));
    } else if (row == OTHER_HALF_IN) {
      b.connection(0).send(b(2).substring(3) + "\n");
      b.connection(0).endOutput();
    }
    a.connection(0).send(a(row) + "\n");
    if (row == MergeScene.ROWS) {
      a.connection(0).endOutput();
    }
  }

  /** A number that has not changed is not shown again. */
  @Override
  public synchronized List<Cell> seen() {
    var cells =
        List.of(
            linesOfA == shownOfA ? Cell.EMPTY : Cell.plain(String.valueOf(linesOfA)),
            linesOfB == shownOfB ? Cell.EMPTY : Cell.plain(String.valueOf(linesOfB)),
            wrong.isEmpty() ? Cell.good(lastStatus) : Cell.bad("BAD"));
    shownOfA = linesOfA;
    shownOfB = linesOfB;
    lastStatus = "";
    return cells;
  }

  @Override
  public synchronized boolean content() {
    return ended && caller.back().isPresent();
  }

  @Override
  public synchronized void failed(String why) {
    failure = Optional.of(why);
  }

  @Override
  public synchronized Optional<String> failure() {
    return failure;
  }

  synchronized MergeScene.Seen conclusion() {
    return new MergeScene.Seen(
        model,
        linesOfA,
        linesOfB,
        statuses,
        List.copyOf(wrong),
        ended,
        caller.back().map(Caller.Back::saw),
        failure);
  }

  @Override
  public void close() {
    caller.close();
    List.of(a, b, sink).forEach(ScriptedPeer::close);
  }
}
