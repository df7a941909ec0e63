package fiveways.cli.demo;

import fiveways.cli.Failures;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One attempt under way: a caller in a thread of its own, and a peer that answers it a byte at a
 * time. When it ended, the peer says: a caller that came back proves nothing.
 */
final class Watched implements AutoCloseable {
  static final Duration DRIP = Duration.ofMillis(200);
  private static final Duration TO_END = Duration.ofSeconds(5);

  /** How a call came back, and when, by {@link System#nanoTime}. */
  private record Back(String saw, long at) {}

  /** What somebody asks the peer, in the caller's thread. */
  @FunctionalInterface
  interface Call {
    Reply ask(Peer peer) throws IOException, TimeoutException, InterruptedException;
  }

  /** Who plays: a model, in one version. */
  record Role(ModelProvider model, String version, String idea, Call call) {}

  private final Role role;
  private final AtomicInteger dripped = new AtomicInteger();
  private final CompletableFuture<Back> back = new CompletableFuture<>();
  private final ScriptedPeer peer = ScriptedPeer.playing(this::drip);
  private final Thread caller;
  private long start;

  /** The peer is there; the call has not begun. */
  Watched(Role role) {
    this.role = role;
    this.caller =
        Thread.ofPlatform().daemon().name("demo-caller").unstarted(() -> back.complete(asked()));
  }

  /**
   * Begins the call.
   *
   * @param now from when all times count, by {@link System#nanoTime}
   */
  void begin(long now) {
    start = now;
    caller.start();
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

  private Back asked() {
    try {
      var reply = role.call().ask(peer.peer());
      return new Back(reply.toString(), System.nanoTime());
    } catch (TimeoutException e) {
      return new Back("TimeoutException", System.nanoTime());
    } catch (IOException | InterruptedException | RuntimeException e) {
      return new Back(Failures.inWords(e), System.nanoTime());
    }
  }

  /** Whether the peer has seen the end, and the caller is back. */
  boolean over() {
    return back.isDone() && connection().filter(PeerConnection::ended).isPresent();
  }

  private Optional<PeerConnection> connection() {
    return peer.connections().stream().findFirst();
  }

  /** As it is now. */
  Attempt seen() {
    var came = Optional.ofNullable(back.getNow(null));
    return new Attempt(
        role.model().id(),
        role.version(),
        role.idea(),
        TimeoutScene.DEADLINE,
        came.map(b -> Duration.ofNanos(b.at - start)),
        came.map(Back::saw),
        connection()
            .filter(PeerConnection::ended)
            .map(connection -> Duration.ofNanos(connection.endedAt() - start)),
        connection().map(PeerConnection::state).orElse(PeerConnection.State.OPEN),
        dripped.get());
  }

  /** A demonstration leaves nothing behind: a caller that still waits is interrupted. */
  @Override
  public void close() {
    caller.interrupt();
    try {
      caller.join(TO_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    peer.close();
  }
}
