package fiveways.contract;

import fiveways.contract.api.Peer;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.FutureTask;

/**
 * Bounds the reads, but not the connect, which goes on whatever happens to its caller.
 *
 * <p>{@code new Socket(host, port)} connects in the constructor, before any timeout can be set; on
 * loopback and in the office it takes no time, so that nobody misses its deadline. A listener with
 * a full backlog, or a firewall that drops packets, holds the caller for two minutes.
 */
@Breaks(
    value = {"TIME-2", "TIME-3", "TIME-8"},
    perhaps = "RACE-2",
    seen = "a connect that nobody answers")
public final class BrokenConnectUnbounded extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected void connect(Socket socket, Peer peer) throws IOException {
        var connecting =
            new FutureTask<>(() -> {
              socket.connect(peer.address());
              return socket;
            });
        // On a platform thread, where an interrupt does not reach a connect.
        joinUninterruptibly(
            Thread.ofPlatform().daemon().name("reference-connect").start(connecting));
        if (connecting.state() == FutureTask.State.FAILED) {
          throw connecting.exceptionNow() instanceof IOException failure
              ? failure
              : new IOException(connecting.exceptionNow());
        }
      }
    };
  }
}
