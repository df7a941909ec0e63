package fiveways.combinators;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.combinators.engine.Listener;
import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.Outside;
import fiveways.combinators.engine.Wire;
import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Scenario 2, for a server: accept a client, but not for ever.
 *
 * <p>By {@code within} around the accept, like anything else: a cancelled accept asks for no more
 * clients, and closes nothing. A client is taken from the kernel's backlog when somebody asks for
 * one; who comes all the same just as nobody asks any more is kept for the next. Once it is taken
 * it belongs to the operation, and {@code usingWhen} disconnects it in every ending.
 *
 * <p>What it costs: nothing beside the operation; no thread, no meeting place. Look next at {@link
 * BoundedRead}, which is the same for a read, and at the same file in {@code 01-blocking-threads},
 * where it takes both.
 */
public final class BoundedAccept implements Acceptor<Mono<Reply>> {
  private static final Mono<Reply> CLOSED =
      Mono.error(() -> new IOException("the acceptor is closed"));

  private final Listener listener;
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private final Mono<Void> closed;

  /**
   * Listens when this returns; blocks for as long as that takes.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public BoundedAccept(InetSocketAddress address, Loop loop) throws IOException {
    listener = Outside.start(loop.onLoop(Listener.on(loop, address)));
    closed = loop.opened(Mono.fromRunnable(closing::tryEmitEmpty).then(listener.close()));
  }

  @Override
  public InetSocketAddress address() {
    return listener.address();
  }

  // tag::bounded[]
  @Override
  public Mono<Reply> acceptOne() {
    return Mono.usingWhen(
            listener.accept(), // a cancel here closes nothing
            BoundedAccept::welcome,
            Wire::close)
        .timeout(closing.asMono(), CLOSED);
  }

  // end::bounded[]

  // tag::bounded[]
  private static Mono<Reply> welcome(Wire guest) {
    return guest
        .line()
        .delayUntil(line -> guest.write(welcome(line)).then(guest.discardWhatCame()))
        .cast(Reply.class);
  }

  // end::bounded[]

  /** May be longer than a line may be that is sent to us. */
  private static byte[] welcome(Line line) {
    return ("WELCOME " + line.text() + "\n").getBytes(ISO_8859_1);
  }

  @Override
  public void close() {
    Outside.end(closed);
  }
}
