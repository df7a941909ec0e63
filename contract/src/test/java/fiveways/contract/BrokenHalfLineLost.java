package fiveways.contract;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Forgets the half of a line that it has read when the other half is late.
 *
 * <p>{@code readLine()} under {@code setSoTimeout}: the exception comes out of the middle of a
 * line, and what was read of it dies with the local variable that held it. The next call returns
 * the other half, as if it were a line.
 */
@Breaks(
    value = {"TIME-12", "TIME-8"},
    seen = "reading a line that came in pieces")
public final class BrokenHalfLineLost extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      ReferenceConnection connection(Socket socket) {
        return new ReferenceConnection(this, socket) {
          @Override
          protected void start() {
            // nobody reads but who is told to
          }

          private volatile boolean cancelled;

          @Override
          protected String next() throws IOException, InterruptedException {
            cancelled = false;
            var reading = new FutureTask<>(this::readLineUntilCancelled);
            var reader = Thread.ofPlatform().daemon().name("reference-read").start(reading);
            try {
              return reading.get();
            } catch (ExecutionException e) {
              throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
            } finally {
              cancelled = true;
              joinUninterruptibly(reader);
            }
          }

          private String readLineUntilCancelled() throws IOException {
            socket.setSoTimeout(2);
            while (true) {
              try {
                return lineFromPeer();
              } catch (SocketTimeoutException e) {
                if (cancelled) {
                  throw e;
                }
              }
            }
          }
        };
      }
    };
  }
}
