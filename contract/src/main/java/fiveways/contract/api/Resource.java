package fiveways.contract.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Function;

/**
 * Something that is opened before it is used, and has to be closed whatever comes of the use.
 * Opening and closing are operations like any other: a release may itself be a race with a
 * deadline.
 *
 * @param <O> the model's own type of operation
 * @param open what acquires it: once this has succeeded, and not before, there is something to
 *     close
 * @param close what releases it, given the reply with which {@code open} succeeded
 * @param limit how long opening may take, and closing; longer than zero
 */
public record Resource<O>(O open, Function<Reply, O> close, Duration limit) {

  /** Refuses, with an {@link IllegalArgumentException}, a limit that is not longer than zero. */
  public Resource {
    requireNonNull(open, "open");
    requireNonNull(close, "close");
    Settings.positive("limit", limit);
  }
}
