package fiveways.contract.api;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** How an operation ended. */
public sealed interface Outcome permits Reply, Failed {

  /**
   * The reply, or the failure thrown as itself.
   *
   * @throws IOException if that is what the operation failed with
   * @throws TimeoutException if that is what the operation failed with
   */
  default Reply orThrow() throws IOException, TimeoutException {
    return switch (this) {
      case Reply reply -> reply;
      case Failed(IOException cause) -> throw cause;
      case Failed(TimeoutException cause) -> throw cause;
      case Failed(RuntimeException cause) -> throw cause;
      case Failed(Exception cause) ->
          throw new IllegalStateException("no operation fails like this", cause);
    };
  }
}
