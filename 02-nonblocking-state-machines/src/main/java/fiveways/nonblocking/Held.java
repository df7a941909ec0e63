package fiveways.nonblocking;

import static java.util.Objects.requireNonNull;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.util.Optional;
import java.util.function.Function;

/** A resource in one run of {@link Race#using}: what it takes to open and to close it. */
final class Held {
  private final Timeout timeout = new Timeout();
  private final Resource<Operation> resource;
  private Optional<Reply> acquired = Optional.empty();

  Held(Resource<Operation> resource) {
    this.resource = resource;
  }

  /**
   * Opens it, as long as the limit allows. By the clock it may be too late although it was
   * acquired: the deadline outside says so, and what was acquired is noted inside.
   */
  Operation open() {
    return timeout.within(
        resource.limit(),
        (loop, end) ->
            resource
                .open()
                .on(
                    loop,
                    outcome -> {
                      if (outcome instanceof Reply reply) {
                        acquired = Optional.of(reply);
                      }
                      end.accept(outcome);
                    }));
  }

  /** What there is to close. */
  Optional<Reply> acquired() {
    return acquired;
  }

  /** Closes it, as long as the limit allows. */
  Operation close(Reply opened) {
    return timeout.within(resource.limit(), given(opened, resource.close()));
  }

  /** The function is asked when this begins: then what it throws is the failure of an operation. */
  static Operation given(Reply opened, Function<Reply, Operation> function) {
    return (loop, end) ->
        requireNonNull(function.apply(opened), "the function gave no operation").on(loop, end);
  }

  /** How it ended that was used in this way, and released in that. */
  static Outcome both(Outcome used, Outcome released) {
    return switch (released) {
      case Reply _ -> used;
      case Failed(var release) when used instanceof Failed(var cause) -> {
        if (!cause.equals(release)) { // one exception twice: it cannot be suppressed in itself
          cause.addSuppressed(release);
        }
        yield used;
      }
      case Failed failed -> failed;
    };
  }
}
