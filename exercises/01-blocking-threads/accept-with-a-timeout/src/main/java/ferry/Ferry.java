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

/** A ferry that leaves at its hour, with whom it has. One thread sails it, one sailing at a time. */
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
    // Your turn. Until the hour has come: accept a passenger, read his name, welcome him. Then
    // tell everybody aboard, disconnect them, and return their names.
    throw new UnsupportedOperationException(
        "Ferry.sail is not written yet: the ferry stays where it is");
  }

  /** Reads a line. This is what one writes with no thought of a departure: does it do? */
  private static String readName(Socket connection) throws IOException {
    var name = new StringBuilder();
    while (true) {
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

  /** Closes the quay; who still waits there is disconnected. */
  @Override
  public void close() throws IOException {
    quay.close();
  }
}
