package fiveways.cli;

import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.RefusedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;

/** What went wrong on a connection, in words. */
public final class Failures {
  private Failures() {}

  /** The cause in plain words, and the system's own words after it. */
  public static String inWords(Exception failure) {
    return switch (failure) {
      case ConnectException e -> "nobody listens there (" + e.getMessage() + ")";
      case EOFException e -> "the peer ended before a whole line (" + kind(e) + ")";
      case LineTooLongException e -> "the peer's line is too long (" + e.getMessage() + ")";
      case RefusedException e ->
          "the peer refused: " + Text.fromWire(String.valueOf(e.getMessage()));
      case TimeoutException e -> kind(e);
      case SocketTimeoutException e -> kind(e);
      case IOException e -> e.getMessage() + " (" + kind(e) + ")";
      default -> failure.toString();
    };
  }

  /** The innermost message: {@code Address already in use}. */
  static String reason(Throwable failure) {
    var cause = failure.getCause();
    return cause == null ? String.valueOf(failure.getMessage()) : reason(cause);
  }

  private static String kind(Exception failure) {
    return failure.getClass().getSimpleName();
  }
}
