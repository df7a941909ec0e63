package fiveways.contract.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How many operations are carried out together.
 *
 * @param limit how many are under way at once at most, at least 1
 * @param failFast whether the first failure ends the others, and is the failure of all
 * @param viewer who is told how far they are
 */
public record Together(int limit, boolean failFast, Optional<Viewer> viewer) {

  /** Refuses, with an {@link IllegalArgumentException} that names it, a limit below 1. */
  public Together {
    Settings.atLeast("limit", 1, limit);
    requireNonNull(viewer, "viewer");
  }

  /** All at once, each to its own end, and nobody watches. */
  public static Together allAtOnce() {
    return new Together(Integer.MAX_VALUE, false, Optional.empty());
  }

  public Together withLimit(int atOnce) {
    return new Together(atOnce, failFast, viewer);
  }

  /** The first failure ends the others. */
  public Together failingFast() {
    return new Together(limit, true, viewer);
  }

  public Together watchedBy(Viewer who) {
    return new Together(limit, failFast, Optional.of(who));
  }
}
