package fiveways.cli.demo;

import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One attempt under way: a caller in a thread of its own, and a peer that answers it a byte at a
 * time. When it ended, the peer says: a caller that came back proves nothing.
 */
final class Watched implements AutoCloseable {
  static final Duration DRIP = Duration.ofMillis(200);

  /** What somebody asks the peer, in the caller's thread. */
  @FunctionalInterface
  interface Call {
    Reply ask(Peer peer) throws IOException, TimeoutException, InterruptedException;
  }

  /** Who plays: a model, in one version. */
  record Role(ModelProvider model, String version, String idea, Call call) {}

  private final Role role;
  private final AtomicInteger dripped = new AtomicInteger();
  private final ScriptedPeer peer = ScriptedPeer.playing(this::drip);
  private final Caller caller;
  private long start;

  /** The peer is there; the call has not begun. */
  Watched(Role role) {
    this.role = role;
    this.caller = new Caller(() -> role.call().ask(peer.peer()), Reply::toString);
  }

  /**
   * Begins the call.
   *
   * @param now from when all times count, by {@link System#nanoTime}
   */
  void begin(long now) {
    start = now;
    caller.begin();
  }

  ModelProvider model() {
    return role.model();
  }

  private void drip(PeerConnection client) throws Exception {
    var _ = client.readLine();
    while (true) {
      Thread.sleep(DRIP);
      client.send(".");
      if (client.ended()) {
        return;
      }
      dripped.incrementAndGet();
    }
  }

  /** Whether the peer has seen the end, and the caller is back. */
  boolean over() {
    return caller.back().isPresent() && connection().filter(PeerConnection::ended).isPresent();
  }

  private Optional<PeerConnection> connection() {
    return peer.connections().stream().findFirst();
  }

  /** As it is now. */
  Attempt seen() {
    var came = caller.back();
    return new Attempt(
        role.model().id(),
        role.version(),
        role.idea(),
        TimeoutScene.DEADLINE,
        came.map(b -> Duration.ofNanos(b.at() - start)),
        came.map(Caller.Back::saw),
        connection()
            .filter(PeerConnection::ended)
            .map(connection -> Duration.ofNanos(connection.endedAt() - start)),
        connection().map(PeerConnection::state).orElse(PeerConnection.State.OPEN),
        dripped.get());
  }

  @Override
  public void close() {
    caller.close();
    peer.close();
  }
}
