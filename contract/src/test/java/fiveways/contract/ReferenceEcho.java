package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;

/** The reference model's echo: what was read is written before more is read. */
class ReferenceEcho extends ReferenceServer {
  private final EchoSettings settings;

  ReferenceEcho(EchoSettings settings) throws IOException {
    super(settings.server());
    this.settings = settings;
  }

  @Override
  protected void serve(Connection connection) throws IOException {
    var bytes = new byte[Math.min(settings.buffer(), 8192)];
    for (int n; (n = connection.read(bytes)) >= 0; ) {
      echo(connection, bytes, n);
    }
  }

  /** A seam: sends back the first n of these bytes. */
  protected void echo(Connection connection, byte[] bytes, int n) throws IOException {
    connection.socket.getOutputStream().write(bytes, 0, n);
  }
}
