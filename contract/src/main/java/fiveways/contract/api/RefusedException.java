package fiveways.contract.api;

import java.io.IOException;

/** The peer answered, and its answer was {@code ERR …}: the message is that line. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1;

  public RefusedException(String line) {
    super(line);
  }
}
