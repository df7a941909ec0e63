package ferry;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Breaks TIME-9: at the hour an alarm closes whatever sail waits on, and the quay with it.
 * Students write it because it is how Timeout in 01 ends a call; but what is closed there is not
 * needed again.
 */
public final class Ferry implements AutoCloseable {
  private final ServerSocket quay;
  private volatile Socket onTheGangway = new Socket();

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
    var alarm = new Timer("departure");
    alarm.schedule(
        new TimerTask() {
          @Override
          public void run() {
            Passenger.disconnect(onTheGangway);
            try {
              quay.close();
            } catch (IOException closed) {
              // It is closed all the same.
            }
          }
        },
        boarding.toMillis() + 1);
    try {
      while (true) {
        if (departure - System.nanoTime() <= 0) {
          return leave(aboard);
        }
        takeOn(departure).ifPresent(aboard::add);
      }
    } catch (SocketTimeoutException theHourHasCome) {
      return leave(aboard);
    } finally {
      alarm.cancel();
      aboard.forEach(Passenger::disconnect);
    }
  }

  /** The next passenger; empty if the one who came was gone before he was aboard. */
  private Optional<Passenger> takeOn(long departure) throws IOException {
    Socket connection;
    try {
      connection = quay.accept();
    } catch (SocketException closed) {
      throw new SocketTimeoutException("the ferry has left");
    }
    onTheGangway = connection;
    try {
      var passenger = new Passenger(readName(connection, departure), connection);
      onTheGangway = new Socket();
      passenger.tell("WELCOME " + passenger.name());
      return Optional.of(passenger);
    } catch (SocketTimeoutException tooLate) {
      Passenger.disconnect(connection);
      throw tooLate;
    } catch (IOException gone) {
      Passenger.disconnect(connection);
      return Optional.empty();
    }
  }

  private static String readName(Socket connection, long departure) throws IOException {
    var name = new StringBuilder();
    while (true) {
      int next = connection.getInputStream().read();
      if (next < 0) {
        throw new EOFException("gone before the end of his name");
      }
      if (next == '\n') {
        if (departure - System.nanoTime() <= 0) {
          throw new SocketTimeoutException("the ferry has left");
        }
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
