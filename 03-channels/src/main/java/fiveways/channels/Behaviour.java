package fiveways.channels;

import fiveways.channels.engine.Stop;
import fiveways.channels.engine.Stopped;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * What an operation is in this model: what an actor does until it has ended, or until it hears stop
 * and so ends.
 *
 * <p>Cancelling is part of the protocol, for everybody to see: a behaviour is handed a {@link
 * Stop}, a word on a channel, and selects on it wherever it waits. One that does not is deaf: it
 * goes on, and whoever has told it to stop waits for its end.
 */
@FunctionalInterface
public interface Behaviour {

  /**
   * Blocks until the operation has ended, which it does soon after {@code stop} was said. Nobody
   * interrupts an actor: the exception is for the channels' sake.
   *
   * @throws IOException if it failed; if it was stopped, {@link Stopped} where it says so itself
   * @throws TimeoutException if a deadline inside has passed
   */
  Reply until(Stop stop) throws IOException, TimeoutException, InterruptedException;
}
