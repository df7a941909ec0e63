package ferry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;

/** Somebody aboard: a name, and the connection to whoever has it. You need not change this file. */
record Passenger(String name, Socket connection) {

  /** Sends one line. Fails with an {@link IOException} if the passenger is gone. */
  void tell(String line) throws IOException {
    connection.getOutputStream().write((line + "\n").getBytes(ISO_8859_1));
  }

  /** Disconnects; does not throw. */
  void disconnect() {
    disconnect(connection);
  }

  /** Disconnects somebody who never came aboard; does not throw. */
  static void disconnect(Socket connection) {
    try {
      connection.close();
    } catch (IOException gone) {
      // It is closed all the same.
    }
  }
}
