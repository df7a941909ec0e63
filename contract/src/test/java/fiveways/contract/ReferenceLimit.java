package fiveways.contract;

import fiveways.contract.api.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;

/** Cuts a client off when the time is up, unless it is closed before. */
final class ReferenceLimit implements AutoCloseable {
  private final Thread cutter;

  ReferenceLimit(Duration limit, Socket socket) {
    cutter = Thread.ofVirtual().name("reference-limit").start(() -> cutOff(limit, socket));
  }

  private static void cutOff(Duration limit, Socket socket) {
    try {
      Thread.sleep(Duration.ofNanos(Settings.nanos(limit)));
      reset(socket);
    } catch (InterruptedException inTime) {
      // then there is nothing to be cut off
    }
  }

  /** Even a client that does not read learns of this end. */
  static void reset(Socket socket) {
    try {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (java.net.SocketException closedMeanwhile) {
      // that is what was wanted
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cutter.interrupt();
    ReferenceOperations.joinUninterruptibly(cutter);
  }
}
