package fiveways.blocking;

import fiveways.blocking.engine.LineReader;
import fiveways.blocking.engine.Runner;
import fiveways.contract.api.FirstAttempt;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * The typical first attempt: set the timeouts that a socket offers, once, to the whole deadline.
 *
 * <p>Breaks TIME-2. Every call may now take that long <em>by itself</em>: the connect, and then
 * each read anew. A peer that drips a byte now and then stretches it for ever. Students write it
 * because the option is called a timeout, takes the number that they have in hand, and holds
 * against the peer that everybody tests with: the one that says nothing at all.
 */
public final class BrokenTimeout implements FirstAttempt {

  /** Not part of the attempt: it makes a stuck demonstration end when its caller is interrupted. */
  private final Runner runner = new Runner();

  @Override
  public String idea() {
    return "a read timeout on the socket";
  }

  @Override
  public Reply ask(Peer peer, String line, Duration deadline)
      throws IOException, TimeoutException, InterruptedException {
    Settings.positive("deadline", deadline);
    var request = new Line(line).bytes();
    return runner.run(scope -> {
      try (var socket = new Socket();
          var _ = scope.hold(socket)) {
        return attempt(socket, peer, request, deadline);
      }
    });
  }

  // tag::bounded[]
  private static Reply attempt(Socket socket, Peer peer, byte[] request, Duration limit)
      throws IOException, TimeoutException {
    int millis = Math.toIntExact(limit.toMillis());
    try {
      socket.connect(peer.address(), millis);
      socket.setSoTimeout(millis); // for each read, and not for all of them
      socket.getOutputStream().write(request);
      return Line.reply(new LineReader(socket.getInputStream()).require());
    } catch (SocketTimeoutException e) {
      throw new TimeoutException("no end within " + limit);
    }
  }

  // end::bounded[]

  @Override
  public boolean stillWorking() {
    return runner.busy();
  }

  @Override
  public void close() {
    runner.close();
  }
}
