package fiveways.combinators;

import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.LoopServer;
import fiveways.combinators.engine.Wire;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import reactor.core.publisher.Mono;

/**
 * Scenario 1: how does one serve many clients at once, each at its own speed?
 *
 * <p>By describing what becomes of the bytes of one: each piece is written before the next is asked
 * for. Who asks whom is the operators' affair ({@code README.md} says what each does here). {@code
 * engine/LoopServer} subscribes to that description for each client that comes; a client that does
 * not read never completes its write, so its next piece is never asked for, so its socket is not
 * read: backpressure is demand that does not come.
 *
 * <p>What it costs: some objects for each client and no thread, and no buffer while it is idle. But
 * all clients share the loop: whatever keeps it busy keeps all of them waiting.
 *
 * <p>Look next at {@link Timeout}, and at the same file in {@code 02-nonblocking-state-machines},
 * which writes by hand what the operators do here.
 */
public final class Echo implements Server {
  private final LoopServer server;

  /**
   * Serves when this returns; blocks for as long as that takes.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public Echo(EchoSettings settings, Loop loop) throws IOException {
    server = LoopServer.start(loop, settings.server(), settings.buffer(), Echo::serve);
  }

  /** One client; completes after its last byte has been written. */
  // tag::plain[]
  private static Mono<Void> serve(Wire client) {
    return client
        .bytes()
        .concatMap(client::write, 0) // 0: no piece is fetched before this one is written
        .then(); // no value, only the end
  }

  // end::plain[]

  @Override
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public int connections() {
    return server.connections();
  }

  @Override
  public void close() {
    server.close();
  }
}
