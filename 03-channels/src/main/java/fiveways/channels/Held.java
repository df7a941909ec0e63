package fiveways.channels;

import static com.softwaremill.jox.Select.defaultClause;
import static com.softwaremill.jox.Select.select;

import com.softwaremill.jox.Channel;
import fiveways.channels.engine.Stop;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Scenario 4, for a resource: what was acquired, if it was, and has to be released then, once.
 *
 * <p>Whoever opens it leaves the reply on a channel, as soon as there is one; whoever closes it
 * looks there. So it is the reply that counts, and not what became of the opening: one that
 * succeeded and was too late has failed, and has acquired something all the same.
 */
@SuppressWarnings("try") // to close is to wait, and nobody interrupts an actor
final class Held implements AutoCloseable {
  private final Resource<Behaviour> resource;
  private final Timeout timeout;
  private final Channel<Reply> acquired = Channel.newBufferedChannel(1);

  Held(Resource<Behaviour> resource, Timeout timeout) {
    this.resource = resource;
    this.timeout = timeout;
  }

  /** Blocks until it is open, or has failed to open within its limit. */
  // tag::cleanup[]
  Reply open() throws IOException, TimeoutException, InterruptedException {
    return masked(deaf -> {
      var reply = resource.open().until(deaf);
      acquired.send(reply);
      return reply;
    });
  }

  // end::cleanup[]

  /** Blocks until it is released, if there is something to release, or its limit is spent. */
  // tag::cleanup[]
  @Override
  public void close() throws IOException, TimeoutException, InterruptedException {
    var nothing = Optional.<Reply>empty();
    var reply = select(acquired.receiveClause(Optional::of), defaultClause(nothing));
    if (reply.isPresent()) {
      var _ = masked(resource.close().apply(reply.get()));
    }
  }

  /** Within the limit, and given a stop that nobody else knows, and nobody says. */
  private Reply masked(Behaviour operation)
      throws IOException, TimeoutException, InterruptedException {
    return timeout.within(resource.limit(), operation).until(new Stop());
  }
  // end::cleanup[]
}
