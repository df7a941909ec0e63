package fiveways.contract.tck;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A peer that keeps resources: {@code OPEN} is answered by {@code ID <id>}, {@code USE <id>} by a
 * reply, {@code CLOSE <id>} by {@code CLOSED}; each of them when and how the test says. What it was
 * asked is written down in the order in which it came.
 */
final class ResourcePeer implements AutoCloseable {

  /** How it answers one of its words; nothing, for the one who never does. */
  @FunctionalInterface
  interface Answer {
    void to(PeerConnection client, Line proper) throws Exception;
  }

  /** As it should, at once. */
  static final Answer PROPERLY = (client, proper) -> client.send(proper.bytes());

  /** Not at all. */
  static final Answer NEVER = (_, _) -> {};

  /** As it should, once the gate is open. */
  static Answer after(CountDownLatch gate) {
    return (client, proper) -> {
      gate.await();
      client.send(proper.bytes());
    };
  }

  /** This, whatever would be proper; sent as it is. */
  static Answer saying(String text) {
    return (client, _) -> client.send(text);
  }

  private final Answer opening;
  private final Answer using;
  private final Answer closing;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final ScriptedPeer peer = ScriptedPeer.playing(this::play);

  ResourcePeer(Answer opening, Answer using, Answer closing) {
    this.opening = opening;
    this.using = using;
    this.closing = closing;
  }

  private void play(PeerConnection client) throws Exception {
    var request = client.readLine();
    asked.add(request);
    if (request.startsWith("OPEN")) {
      opening.to(client, new Line("ID " + ids.incrementAndGet()));
    } else if (request.startsWith("USE")) {
      using.to(client, new Line("used " + request.substring(4)));
    } else {
      closing.to(client, new Line("CLOSED"));
    }
  }

  Peer peer() {
    return peer.peer();
  }

  /** What it was asked so far, in order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  long count(String word) {
    return asked.stream().filter(request -> request.startsWith(word)).count();
  }

  /** Waits, patiently, until it has been asked this so many times. */
  void awaitAsked(String word, int times) {
    Patience.eventually(word + " arrives").until(() -> count(word) >= times);
  }

  /** Waits, patiently, until all connections have ended. */
  void assertAllGone(String what) {
    peer.connections().forEach(client -> Ends.ends(what, client));
  }

  @Override
  public void close() {
    peer.close();
  }
}
