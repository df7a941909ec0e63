package fiveways.cli.demo;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One model's race under way, and its three peers: when an attempt has ended, its peer says. */
final class Racing implements AutoCloseable {
  /** In the order of the attempts. */
  static final List<String> PEERS = List.of("refuses", "drips", "replies");

  private static final String QUESTION = "Who is first?";
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration TO_WARM_UP = Duration.ofSeconds(5);

  private final String model;
  private final List<ScriptedPeer> peers =
      List.of(
          ScriptedPeer.playing(Racing::refuse),
          ScriptedPeer.playing(Racing::drip),
          ScriptedPeer.playing(Racing::reply));
  private final Caller caller;
  private long start;

  /** The peers are there, and what the model needs is loaded; the race has not begun. */
  Racing(String id, ConcurrencyModel<?> model) throws InterruptedException {
    this.model = id;
    this.caller = new Caller(race(model, peers), Racing::words);
    try (var slow = ScriptedPeer.silent();
        var fast = ScriptedPeer.replying("Well.")) {
      Caller.warm(race(model, List.of(slow, fast)), TO_WARM_UP);
    }
  }

  /** All at once: no hedge. */
  private static <O> Caller.Call race(ConcurrencyModel<O> model, List<ScriptedPeer> peers) {
    return () -> {
      var attempts = peers.stream().map(peer -> model.ask(peer.peer(), QUESTION)).toList();
      return model.run(model.within(LONG, model.firstOf(Duration.ZERO, attempts)));
    };
  }

  private static void refuse(PeerConnection client) throws Exception {
    var _ = client.readLine();
    Thread.sleep(RaceScene.REFUSAL);
    client.send("ERR not me\n");
  }

  private static void drip(PeerConnection client) throws Exception {
    var _ = client.readLine();
    while (!client.ended()) {
      client.send(".");
      Thread.sleep(Watched.DRIP);
    }
  }

  private static void reply(PeerConnection client) throws Exception {
    var _ = client.readLine();
    Thread.sleep(RaceScene.REPLY);
    client.send(RaceScene.WINNER + "\n");
  }

  private static String words(Reply reply) {
    return reply instanceof Line(var text) ? text : reply.toString();
  }

  /**
   * Begins the race.
   *
   * @param now from when all times count, by {@link System#nanoTime}
   */
  void begin(long now) {
    start = now;
    caller.begin();
  }

  /** Whether the caller is back, and every peer has seen its end. */
  boolean over() {
    return caller.back().isPresent() && ends().stream().allMatch(Optional::isPresent);
  }

  /** When each peer saw its connection end; empty for one that has not. */
  List<Optional<Duration>> ends() {
    return peers.stream()
        .map(peer ->
            peer.connections().stream()
                .findFirst()
                .filter(PeerConnection::ended)
                .map(client -> since(client.endedAt())))
        .toList();
  }

  private Duration since(long at) {
    return Duration.ofNanos(at - start);
  }

  /** As it is now. */
  RaceScene.Seen seen() {
    var ends = ends().stream().map(end -> end.map(Duration::toMillis)).toList();
    return new RaceScene.Seen(
        model,
        caller.back().map(Caller.Back::saw),
        caller.back().map(back -> since(back.at()).toMillis()),
        ends.get(0),
        ends.get(1),
        ends.get(2),
        peers.stream().map(peer -> peer.connections().size()).toList());
  }

  @Override
  public void close() {
    caller.close();
    peers.forEach(ScriptedPeer::close);
  }
}
