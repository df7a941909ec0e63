package fiveways.channels.engine;

import java.io.Closeable;
import java.io.IOException;

/** How a socket is closed, where it does not matter how. */
public final class Sockets {
  private Sockets() {}

  /** Wakes whoever waits at it, with an exception. Twice is once. */
  public static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }
}
