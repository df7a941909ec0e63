package fiveways.combinators.engine;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * How many are at something, and the moment at which nobody is: a value that others can wait for.
 * All on the loop.
 */
public final class Busy {
  private int count;
  private Sinks.Empty<Void> over = Sinks.empty();

  /**
   * The same value, and from its beginning to its end, a cancel too, one more is at it. Whoever
   * waits for that end itself goes on before those who wait for {@link #nobody}.
   */
  public <T> Mono<T> during(Mono<T> value) {
    return Mono.using(this::begun, _ -> value, _ -> ended(), false);
  }

  private int begun() {
    count++;
    return count;
  }

  private void ended() {
    count--;
    if (count == 0) {
      var waitedFor = over;
      over = Sinks.empty();
      var _ = waitedFor.tryEmitEmpty();
    }
  }

  /** Completes as soon as nobody is at it. */
  public Mono<Void> nobody() {
    return Mono.defer(
        () -> count == 0 ? Mono.empty() : over.asMono().then(nobody())); // or somebody was faster
  }
}
