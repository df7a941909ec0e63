package fiveways.cli;

import fiveways.contract.api.Peer;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whoever watches at this terminal: what a model tells its viewer is printed as it comes. */
final class ViewerHere implements AutoCloseable {
  private final Terminal terminal;
  private final ScriptedPeer peer = ScriptedPeer.playing(this::listen);
  private final CountDownLatch allTold = new CountDownLatch(1);

  ViewerHere(Terminal terminal) {
    this.terminal = terminal;
  }

  Peer peer() {
    return peer.peer();
  }

  private void listen(PeerConnection model) throws IOException, InterruptedException {
    try {
      while (true) {
        terminal.complain(model.readLine());
      }
    } finally {
      allTold.countDown();
    }
  }

  /** Waits until what was sent has been printed, if it was sent to us; at most for a second. */
  void finish() {
    if (!peer.connections().isEmpty()) {
      try {
        var _ = allTold.await(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    peer.close();
  }
}
