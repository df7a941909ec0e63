package fiveways.contract.api;

import java.io.IOException;
import java.util.List;

/** Every attempt of a race has failed. */
public final class AllFailedException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient List<Exception> causes;

  /**
   * The first is the cause of this exception, the others are suppressed in it.
   *
   * @param causes what the attempts failed with, in the order in which they were given, at least
   *     one
   */
  public AllFailedException(List<Exception> causes) {
    super(
        causes.size() == 1
            ? "the only attempt failed"
            : "all " + causes.size() + " attempts failed",
        causes.getFirst());
    this.causes = List.copyOf(causes);
    causes.stream().skip(1).forEach(this::addSuppressed);
  }

  /** What the attempts failed with, in the order in which they were given. */
  public List<Exception> causes() {
    return causes;
  }
}
