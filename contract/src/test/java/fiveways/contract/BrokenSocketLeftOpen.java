package fiveways.contract;

import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Ends the work when the time is up, but not the connection.
 *
 * <p>The socket is closed when all goes well, and in the {@code catch} of an {@code IOException};
 * the third way out was not thought of. A cancelled operation leaves its socket to the garbage
 * collector, which may take hours to come.
 */
@Breaks(
    value = {"TIME-4", "TIME-8"},
    perhaps = {"RACE-1", "RACE-2", "RACE-5", "RACE-6", "RACE-7", "RACE-8"},
    seen = "the peer still sees the connection open")
public final class BrokenSocketLeftOpen extends ReferenceSubject {
  private final Queue<Socket> forgotten = new ConcurrentLinkedQueue<>();

  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      Callable<Reply> ask(Peer peer, String line) {
        return () -> {
          var socket = new Socket();
          try {
            connect(socket, peer);
            socket.getOutputStream().write(request(line));
            var reply = reply(readElsewhere(socket));
            socket.close();
            return reply;
          } catch (IOException e) {
            socket.close();
            throw e;
          } catch (InterruptedException cancelled) {
            forgotten.add(socket); // so that no garbage collector mends it before it is seen
            throw cancelled;
          }
        };
      }

      // In a platform thread, where an interrupt does not close the socket by itself.
      private String readElsewhere(Socket socket) throws IOException, InterruptedException {
        socket.setSoTimeout(2);
        var reading = new FutureTask<>(() -> readLine(socket.getInputStream()));
        var reader = Thread.ofPlatform().daemon().name("reference-read").start(reading);
        try {
          return reading.get();
        } catch (ExecutionException e) {
          throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        } finally {
          reader.interrupt();
          joinUninterruptibly(reader);
        }
      }

      @Override
      protected int readByte(InputStream in) throws IOException {
        while (true) {
          try {
            return super.readByte(in);
          } catch (SocketTimeoutException e) {
            if (Thread.currentThread().isInterrupted()) {
              throw e;
            }
          }
        }
      }
    };
  }
}
