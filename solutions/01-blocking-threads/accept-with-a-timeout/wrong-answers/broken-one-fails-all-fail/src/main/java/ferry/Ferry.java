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
 * Breaks ECHO-5: one passenger who vanishes fails the whole sailing.
 * Students write it because sail may throw IOException, so the compiler never asks whose failure it is.
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
    long departure = System.nanoTime() + boarding.toNanos();
    var aboard = new ArrayList<Passenger>();
    try {
      while (true) {
        takeOn(departure).ifPresent(aboard::add);
      }
    } catch (SocketTimeoutException theHourHasCome) {
      return leave(aboard);
    } finally {
      aboard.forEach(Passenger::disconnect);
    }
  }

  /** The next passenger; empty if the one who came was gone before he was aboard. */
  private Optional<Passenger> takeOn(long departure) throws IOException {
    quay.setSoTimeout(left(departure));
    var connection = quay.accept(); // outside the try: a quay that fails is no passenger that fails
    try {
      var passenger = new Passenger(readName(connection, departure), connection);
      passenger.tell("WELCOME " + passenger.name());
      return Optional.of(passenger);
    } catch (IOException gone) {
      Passenger.disconnect(connection);
      throw gone;
    }
  }

  private static String readName(Socket connection, long departure) throws IOException {
    var name = new StringBuilder();
    while (true) {
      connection.setSoTimeout(left(departure)); // every read is given only what is left
      int next = connection.getInputStream().read();
      if (next < 0) {
        throw new EOFException("gone before the end of his name");
      }
      if (next == '\n') {
        var _ = left(departure); // a name that was complete too late is too late
        return name.toString();
      }
      name.append((char) next);
    }
  }

  /** What is left until the departure, as sockets take it: rounded up, because 0 means for ever. */
  private static int left(long departure) throws SocketTimeoutException {
    long nanos = departure - System.nanoTime();
    if (nanos <= 0) {
      throw new SocketTimeoutException("the ferry has left");
    }
    return Math.toIntExact(Math.min(nanos / 1_000_000 + 1, Integer.MAX_VALUE));
  }

  private static List<String> leave(List<Passenger> aboard) throws IOException {
    var names = aboard.stream().map(Passenger::name).toList();
    for (var passenger : aboard) {
      passenger.tell("SAILING " + String.join(" ", names));
    }
    return names;
  }

  /** Closes the quay; who still waits there is disconnected. */
  @Override
  public void close() throws IOException {
    quay.close();
  }
}
