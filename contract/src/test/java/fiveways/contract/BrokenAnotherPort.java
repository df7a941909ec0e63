package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Takes another port if the one that it was told is taken. Students mean it well; it shows as a
 * server that runs, and that nobody finds.
 */
@Breaks(value = "ECHO-8", seen = "192.0.2.1")
public final class BrokenAnotherPort extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected ServerSocket listen(ServerSettings server) throws IOException {
        try {
          return super.listen(server);
        } catch (BindException taken) {
          var any = new InetSocketAddress(server.address().getAddress(), 0);
          return super.listen(server.withAddress(any));
        }
      }
    };
  }
}
