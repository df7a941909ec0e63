package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;

/**
 * Reads into one buffer for all clients: a field where a local variable was meant, "to save
 * memory". It shows when two clients talk at the same time: each gets bytes of the other.
 */
@Breaks(value = "ECHO-2", seen = "came back as")
public final class BrokenSharedBuffer extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      private final byte[] shared = new byte[8192];

      @Override
      protected void serve(Connection connection) throws IOException {
        for (int n; (n = connection.read(shared)) >= 0; ) {
          echo(connection, shared, n);
        }
      }
    };
  }
}
