package fiveways.combinators;

import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.Outside;
import fiveways.combinators.engine.Wire;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Reply;
import reactor.core.publisher.Mono;

/**
 * Scenario 2, on a connection that stays open: read a line, but not for ever, and lose nothing.
 *
 * <p>By {@code within} around the read, like anything else: a cancelled read asks for no more
 * bytes. Those that have come, half a line or more, are the connection's and not the read's, so the
 * next read goes on where this one stood. (Only a line that was taken just as the deadline passed
 * goes with the operation that is told to be late.) It reads what came in one piece and no more;
 * then the kernel slows the peer down.
 *
 * <p>What it costs: nothing beside the operation. Look next at the same file in {@code
 * 04-virtual-threads}, where a cancelled read costs the connection, and a thread keeps it.
 */
public final class BoundedRead implements LineConnection<Mono<Reply>> {
  private final Wire wire;
  private final Mono<Void> closed;

  /** Takes over a connection; does not block. */
  public BoundedRead(Wire wire, Loop loop) {
    this.wire = wire;
    this.closed = loop.opened(wire.close());
  }

  // tag::bounded[]
  @Override
  public Mono<Reply> readLine() {
    return wire.line().cast(Reply.class);
  }

  // end::bounded[]

  @Override
  public void close() {
    Outside.end(closed);
  }
}
