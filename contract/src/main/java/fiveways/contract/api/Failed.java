package fiveways.contract.api;

import static java.util.Objects.requireNonNull;

/** The operation failed, and with what. */
public record Failed(Exception cause) implements Outcome {
  public Failed {
    requireNonNull(cause, "cause");
  }
}
