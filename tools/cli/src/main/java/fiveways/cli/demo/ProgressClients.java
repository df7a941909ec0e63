package fiveways.cli.demo;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Each;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One model's operations, all of which count, and the viewer that is told how far they are. */
final class ProgressClients implements Clients {
  private static final Duration LAST_LINE = Duration.ofSeconds(5);
  private static final Duration TO_WARM_UP = Duration.ofSeconds(5);
  private static final Pattern PROGRESS =
      Pattern.compile("PROGRESS done=(\\d+) failed=(\\d+) total=(\\d+)");

  /** What a viewer was told. */
  record Told(int done, int failed, int total) {}

  private final String model;
  private final List<ScriptedPeer> peers = new ArrayList<>();
  private final ScriptedPeer viewer = ScriptedPeer.playing(this::view);
  private final Caller caller;
  private final List<Told> told = new ArrayList<>(); // guarded by this, as what follows
  private final List<String> strange = new ArrayList<>();
  private int shown;
  private boolean toldAll;
  private Optional<String> failure = Optional.empty();

  /** The peers are there, and what the model needs is loaded; nothing is asked as yet. */
  ProgressClients(String id, ConcurrencyModel<?> model) throws InterruptedException {
    this.model = id;
    ProgressScene.ANSWERS.forEach(answer -> peers.add(ScriptedPeer.playing(answer::to)));
    this.caller = new Caller(all(model, peers, viewer.peer()), ProgressClients::words);
    try (var fast = ScriptedPeer.replying("Well.");
        var silent = ScriptedPeer.silent()) {
      Caller.warm(all(model, List.of(fast, fast), silent.peer()), TO_WARM_UP);
    }
  }

  private static <O> Caller.Call all(
      ConcurrencyModel<O> model, List<ScriptedPeer> peers, Peer viewer) {
    var watched = new Viewer(viewer, ProgressScene.PERIOD, LAST_LINE);
    var together = new Together(Integer.MAX_VALUE, false, Optional.of(watched));
    return () -> {
      var asked = peers.stream().map(peer -> model.ask(peer.peer(), "What do you say?")).toList();
      return model.run(model.all(together, asked));
    };
  }

  private static String words(Reply reply) {
    return reply instanceof Each(var outcomes)
        ? String.join(" ", outcomes.stream().map(ProgressClients::word).toList())
        : reply.toString();
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Line(var text) -> text;
      case Each each -> each.toString();
      case Failed _ -> ProgressScene.FAILED;
    };
  }

  private void view(PeerConnection client) throws InterruptedException {
    try {
      while (true) {
        came(client.readLine());
      }
    } catch (EOFException end) {
      synchronized (this) {
        toldAll = true;
      }
    }
  }

  private synchronized void came(String line) {
    var progress = PROGRESS.matcher(line);
    if (progress.matches()) {
      told.add(new Told(number(progress, 1), number(progress, 2), number(progress, 3)));
    } else {
      strange.add(line);
    }
  }

  private static int number(Matcher progress, int group) {
    return Integer.parseInt(progress.group(group));
  }

  @Override
  public void step(int row) {
    if (row == 1) {
      caller.begin();
    }
  }

  /** What the viewer was told last, if it was told anything since. */
  @Override
  public synchronized List<Cell> seen() {
    if (told.size() == shown) {
      return List.of(Cell.EMPTY, Cell.EMPTY, Cell.EMPTY);
    }
    shown = told.size();
    var last = told.getLast();
    var failed = String.valueOf(last.failed());
    return List.of(
        Cell.good(String.valueOf(last.done())),
        last.failed() == 0 ? Cell.plain(failed) : Cell.mark(failed),
        Cell.plain(String.valueOf(last.total())));
  }

  @Override
  public synchronized boolean content() {
    return toldAll && caller.back().isPresent();
  }

  @Override
  public synchronized void failed(String why) {
    failure = Optional.of(why);
  }

  @Override
  public synchronized Optional<String> failure() {
    return failure;
  }

  synchronized ProgressScene.Seen conclusion() {
    return new ProgressScene.Seen(
        model,
        List.copyOf(told),
        List.copyOf(strange),
        toldAll,
        caller.back().map(Caller.Back::saw),
        failure);
  }

  @Override
  public void close() {
    caller.close();
    viewer.close();
    peers.forEach(ScriptedPeer::close);
  }
}
