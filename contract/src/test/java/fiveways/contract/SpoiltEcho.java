package fiveways.contract;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.util.concurrent.Callable;

/** The reference with another echo server: the base of the gallery's variants of Echo. */
abstract class SpoiltEcho extends ReferenceSubject {

  /** The server with the mistake in it. */
  protected abstract ReferenceServer spoilt(EchoSettings settings) throws IOException;

  @Override
  public final ConcurrencyModel<Callable<Reply>> open() {
    return new Reference() {
      @Override
      protected ReferenceServer echoServer(EchoSettings settings) throws IOException {
        return spoilt(settings);
      }
    };
  }
}
