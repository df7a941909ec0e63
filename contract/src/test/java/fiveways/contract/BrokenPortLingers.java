package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.net.ServerSocket;

/**
 * Listens without SO_REUSEADDR. Java sets it on most systems; whoever comes from another language,
 * or turns it off because it sounds unsafe, finds that a server cannot be started again for a
 * minute, while the connections that it ended first linger in the kernel (TIME_WAIT).
 */
@Breaks(value = "ECHO-6", seen = "Address already in use")
public final class BrokenPortLingers extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected ServerSocket unbound() throws IOException {
        var listener = super.unbound();
        listener.setReuseAddress(false);
        return listener;
      }
    };
  }
}
