package ferry;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Breaks TIME-2: every accept and every read is given the whole time, and none knows of the others.
 * Students write it because the timeout of a socket looks like a deadline; it is one of a single call.
 */
public final class Ferry implements AutoCloseable {
  private final ServerSocket quay;

  /** Opens the quay on a free port of this machine; who comes waits there until a sailing. */
  public Ferry() throws IOException {
    quay = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Where passengers connect to. */
  public int port() {
    return quay.getLocalPort();
  }

  /**
   * One sailing. Passengers come aboard one at a time, in the order in which they connected: each
   * sends his name as one line and is answered {@code WELCOME <name>} at once. When boarding has
   * lasted so long, the ferry leaves: everybody aboard gets the line {@code SAILING <names>}, the
   * names in order with a blank between them, and is disconnected. Who has not given his whole name
   * by then is disconnected without a word. Who is still in the queue stays there for the next
   * sailing.
   *
   * <p>Blocks until the ferry has left.
   *
   * @param boarding how long passengers are taken on, from now
   * @return the names of those aboard, in the order in which they boarded
   * @throws IOException if the quay fails; not if a passenger does
   */
  public List<String> sail(Duration boarding) throws IOException {
    var aboard = new ArrayList<Passenger>();
    try {
      while (true) {
        takeOn(boarding).ifPresent(aboard::add);
      }
    } catch (SocketTimeoutException theHourHasCome) {
      return leave(aboard);
    } finally {
      aboard.forEach(Passenger::disconnect);
    }
  }

  /** The next passenger; empty if the one who came was gone before he was aboard. */
  private Optional<Passenger> takeOn(Duration boarding) throws IOException {
    quay.setSoTimeout(Math.toIntExact(boarding.toMillis()));
    var connection = quay.accept(); // outside the try: a quay that fails is no passenger that fails
    try {
      var passenger = new Passenger(readName(connection, boarding), connection);
      passenger.tell("WELCOME " + passenger.name());
      return Optional.of(passenger);
    } catch (IOException gone) {
      Passenger.disconnect(connection);
      return Optional.empty();
    }
  }

  private static String readName(Socket connection, Duration boarding) throws IOException {
    var name = new StringBuilder();
    while (true) {
      connection.setSoTimeout(Math.toIntExact(boarding.toMillis()));
      int next = connection.getInputStream().read();
      if (next < 0) {
        throw new EOFException("gone before the end of his name");
      }
      if (next == '\n') {
        return name.toString();
      }
      name.append((char) next);
    }
  }

  private static List<String> leave(List<Passenger> aboard) {
    var names = aboard.stream().map(Passenger::name).toList();
    for (var passenger : aboard) {
      try {
        passenger.tell("SAILING " + String.join(" ", names));
      } catch (IOException gone) {
        // He is not here to hear it; the others are.
      }
    }
    return names;
  }

  /** Closes the quay; who still waits there is disconnected. */
  @Override
  public void close() throws IOException {
    quay.close();
  }
}
