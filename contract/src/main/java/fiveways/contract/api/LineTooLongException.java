package fiveways.contract.api;

import java.io.IOException;

/** More than {@value Line#MAX_BYTES} bytes came without a line feed. */
public final class LineTooLongException extends IOException {
  private static final long serialVersionUID = 1;

  public LineTooLongException() {
    super("no line feed within " + Line.MAX_BYTES + " bytes");
  }
}
