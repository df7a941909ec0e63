package ferry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A passenger as the tests play him. */
final class Client implements AutoCloseable {
  private final String called;
  private final Socket socket;
  private final StringBuilder heard = new StringBuilder(); // of the line that has not ended yet

  private Client(String called, Socket socket) {
    this.called = called;
    this.socket = socket;
  }

  /** Comes to the quay, and says nothing yet. */
  static Client comesTo(Ferry ferry, String called) throws IOException {
    try {
      return new Client(called, new Socket(InetAddress.getLoopbackAddress(), ferry.port()));
    } catch (ConnectException nobodyThere) {
      throw new ConnectException(
          called + " finds no quay: nothing listens there any more. Who closed it?");
    }
  }

  /** Comes to the quay and says his whole name. */
  static Client boards(Ferry ferry, String name) throws IOException {
    var client = comesTo(ferry, name);
    client.says(name + "\n");
    return client;
  }

  void says(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /** Says it if he is still connected; false if he is not. */
  boolean triesToSay(String text) {
    try {
      says(text);
      return true;
    } catch (IOException cutOff) {
      return false;
    }
  }

  /** Goes at once and leaves the connection in ruins, as a machine does that fails. */
  void vanishes() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  void hears(String line) throws IOException {
    assertThat(nextLine(Waiting.patience()))
        .as("what %s hears next", called)
        .isEqualTo(line);
  }

  /** Nothing more comes, and the connection ends. */
  void isDisconnected() throws IOException {
    assertThat(nextLine(Waiting.patience()))
        .as(
            "%s must be disconnected without another word when the ferry has left; "
                + "`(nothing)` means that the connection is still open: who closes it?",
            called)
        .isEqualTo("(end)");
  }

  /** The next line; {@code (end)} when there is none, {@code (nothing)} when none came in time. */
  String nextLine(int millis) throws IOException {
    try {
      socket.setSoTimeout(millis);
      while (true) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          return "(end)";
        }
        if (next == '\n') {
          var line = heard.toString();
          heard.setLength(0);
          return line;
        }
        heard.append((char) next);
      }
    } catch (SocketTimeoutException nothingCame) {
      return "(nothing)";
    } catch (SocketException reset) {
      return "(end)";
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
