package fiveways.channels.engine;

import com.softwaremill.jox.ChannelDone;
import com.softwaremill.jox.ChannelError;
import com.softwaremill.jox.Select;
import com.softwaremill.jox.SelectClause;
import fiveways.contract.api.LineTooLongException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;

/** Jox's {@code select}, where that a channel was closed is an event like others. */
public final class Selects {
  private Selects() {}

  /**
   * Blocks until one of the clauses can complete, and completes that one and no other: whatever
   * races here, the race is decided once. If several can, the first of them does.
   *
   * @param closed what it is to find a channel closed
   * @throws IOException the error, if a channel was closed with one
   */
  @SafeVarargs
  @SuppressWarnings({"unchecked", "varargs"}) // what is not closed is what a clause has made
  public static <E> E select(E closed, SelectClause<? extends E>... clauses)
      throws IOException, InterruptedException {
    return switch (Select.selectOrClosed(clauses)) {
      case ChannelDone _ -> closed;
      case ChannelError error -> throw again(error.cause());
      case Object event -> (E) event;
    };
  }

  /** The same failure for each who asks: one exception is not thrown in two threads. */
  private static IOException again(Throwable failure) {
    return switch (failure) {
      case ConnectException e -> new ConnectException(e.getMessage());
      case EOFException e -> new EOFException(e.getMessage());
      case LineTooLongException _ -> new LineTooLongException();
      default -> new IOException(failure.getMessage(), failure);
    };
  }
}
