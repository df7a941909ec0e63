package fiveways.contract;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.FutureTask;

/**
 * Bounds the accepting, but not the client that was accepted.
 *
 * <p>{@code ServerSocket.setSoTimeout} is about {@code accept()} alone; the sockets that come out
 * of it have none. One client that connects and says nothing holds the caller for as long as it
 * likes.
 */
@Breaks(value = "TIME-9", seen = "")
public final class BrokenSilentClientUnbounded extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      ReferenceAcceptor acceptor(InetSocketAddress address) throws IOException {
        return new ReferenceAcceptor(this, address) {
          @Override
          protected String lineOf(Socket client) throws IOException {
            var reading = new FutureTask<>(() -> super.lineOf(client));
            // On a platform thread, where an interrupt does not reach a read.
            joinUninterruptibly(Thread.ofPlatform().daemon().name("reference-read").start(reading));
            if (reading.state() == FutureTask.State.FAILED) {
              throw new IOException(reading.exceptionNow());
            }
            return reading.resultNow();
          }
        };
      }
    };
  }
}
