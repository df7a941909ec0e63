package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/**
 * Lets the system's error through as it is: {@code Address already in use}. Which one, of the four
 * in the configuration? It shows when somebody has to find out at night.
 */
@Breaks(value = "ECHO-8", seen = "192.0.2.1")
public final class BrokenNamelessError extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected BindException named(InetSocketAddress address, BindException e) {
        return e;
      }
    };
  }
}
