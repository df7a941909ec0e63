package fiveways.contract;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * Turns away who comes while nobody is there to serve.
 *
 * <p>The accepting thread hands its clients over in a {@code SynchronousQueue}, and {@code offer}
 * says no when nobody is waiting. A client that comes a moment early, or just as a caller gives up,
 * is cut off without a word.
 */
@Breaks(value = "TIME-9", seen = "")
public final class BrokenClientBetweenCallsDropped extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      ReferenceAcceptor acceptor(InetSocketAddress address) throws IOException {
        return new ReferenceAcceptor(this, address) {
          private final SynchronousQueue<Socket> waiting = new SynchronousQueue<>();

          @Override
          protected boolean hand(Socket client) throws IOException {
            if (!waiting.offer(client)) {
              client.close();
            }
            return true;
          }

          @Override
          protected Socket next() throws IOException, InterruptedException {
            for (Socket client; ; ) {
              client = waiting.poll(5, TimeUnit.MILLISECONDS);
              if (client != null) {
                return client;
              }
              if (listener.isClosed()) {
                throw new IOException("closed");
              }
            }
          }
        };
      }
    };
  }
}
