package fiveways.cli.demo;

import fiveways.contract.api.Batching;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The source and the viewer of one model's dashboard. */
final class DashboardClients implements Clients {
  private static final Pattern BATCH = Pattern.compile("BATCH (\\d{1,9})");
  private static final Duration TO_WARM_UP = Duration.ofSeconds(5);

  private final String model;
  private final ScriptedPeer source = ScriptedPeer.silent();
  private final ScriptedPeer viewer = ScriptedPeer.playing(this::view);
  private final Caller caller;
  private final List<Integer> batches = new ArrayList<>(); // guarded by this, as what follows
  private final List<Integer> early = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final List<String> strange = new ArrayList<>();
  private long begunAt;
  private int missing;
  private boolean end;
  private boolean ended;
  private int row;
  private int shown;
  private Optional<String> failure = Optional.empty();

  /** The peers are there, and what the model needs is loaded; nothing is connected as yet. */
  DashboardClients(String id, ConcurrencyModel<?> model) throws InterruptedException {
    this.model = id;
    this.caller = new Caller(dashboard(model, source, viewer), DashboardClients::words);
    try (var over = ScriptedPeer.playing(PeerConnection::endOutput);
        var nobody = ScriptedPeer.silent()) {
      Caller.warm(dashboard(model, over, nobody), TO_WARM_UP);
    }
  }

  private static <O> Caller.Call dashboard(
      ConcurrencyModel<O> model, ScriptedPeer source, ScriptedPeer viewer) {
    var batching = new Batching(source.peer(), viewer.peer(), DashboardScene.PERIOD);
    return () -> model.run(model.dashboard(batching));
  }

  private static String words(Reply reply) {
    return reply instanceof Line(var text) ? text : reply.toString();
  }

  private void view(PeerConnection client) throws InterruptedException {
    try {
      while (true) {
        came(client.readLine());
      }
    } catch (EOFException over) {
      synchronized (this) {
        ended = end && missing == 0;
      }
    }
  }

  private synchronized void came(String line) {
    var batch = BATCH.matcher(line);
    if (missing > 0) {
      missing--;
      events.add(line);
    } else if (batch.matches()) {
      missing = Integer.parseInt(batch.group(1));
      batches.add(missing);
      noteIfEarly();
    } else if (line.equals(DashboardScene.REPLY) && !end) {
      end = true;
    } else {
      strange.add(line);
    }
  }

  /** Not the last one: what is left at the source's end goes at once. */
  private void noteIfEarly() {
    var due = DashboardScene.PERIOD.multipliedBy(batches.size());
    if (row < DashboardScene.SENT.size() && System.nanoTime() - begunAt < due.toNanos()) {
      early.add(batches.size());
    }
  }

  @Override
  public void step(int number) throws IOException {
    synchronized (this) {
      row = number;
    }
    if (number == 1) {
      synchronized (this) {
        begunAt = System.nanoTime();
      }
      caller.begin();
    }
    var connection = source.connection(0);
    connection.send(DashboardScene.SENT.get(number - 1));
    if (number == DashboardScene.SENT.size()) {
      connection.endOutput();
    }
  }

  @Override
  public synchronized List<Cell> seen() {
    var got =
        batches.size() == shown
            ? Cell.EMPTY
            : Cell.good(
                String.valueOf(batches.stream().skip(shown).mapToInt(Integer::intValue).sum()));
    shown = batches.size();
    return List.of(
        row == 0 ? Cell.EMPTY : sent(DashboardScene.SENT.get(row - 1)),
        got,
        strange.isEmpty() ? Cell.plain(String.valueOf(events.size())) : Cell.bad("BAD"));
  }

  private static Cell sent(String text) {
    if (!text.isEmpty() && !text.endsWith("\n")) {
      return Cell.mark("half");
    }
    long whole = text.lines().count();
    return whole == 0 ? Cell.EMPTY : Cell.plain(String.valueOf(whole));
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

  synchronized DashboardScene.Seen conclusion() {
    return new DashboardScene.Seen(
        model,
        List.copyOf(batches),
        List.copyOf(early),
        List.copyOf(events),
        List.copyOf(strange),
        ended,
        caller.back().map(Caller.Back::saw),
        failure);
  }

  @Override
  public void close() {
    caller.close();
    source.close();
    viewer.close();
  }
}
