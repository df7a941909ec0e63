package fiveways.contract.api;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * What every model can do with operations. {@code O} is what an operation <em>is</em> in that
 * model: a call, a machine, an actor, a callable, a lazy value. Composition happens in that type,
 * so that a model has to show how it composes.
 *
 * <p>Building an operation does nothing; running it twice does it twice. Any thread may build and
 * run. Cancelling is a request, and the end is always awaited: nothing of an operation goes on once
 * {@link #run} has come back.
 *
 * @param <O> the model's own type of operation
 */
public interface Operations<O> {

  /**
   * Connects to the peer, sends the line, reads one line, disconnects. The reply is the line
   * without its end.
   *
   * <p>Fails with {@link java.net.ConnectException} when nobody listens, {@link
   * java.io.EOFException} when the peer ends before a whole line, {@link LineTooLongException},
   * {@link RefusedException} for a reply {@code ERR …}, and otherwise an {@link IOException}.
   *
   * @throws IllegalArgumentException at once, if the line holds a line end, is longer than the wire
   *     format allows, or has a character beyond ISO-8859-1
   */
  O ask(Peer peer, String line);

  /**
   * The same operation, ended when the deadline passes: it then fails with {@link
   * TimeoutException}, whose message names the deadline, handed over once everything inside has
   * ended. The clock starts when the operation starts, not when it is described. Deadlines nest,
   * and the shorter one wins. One beyond the clock's range (some 146 years) never passes.
   *
   * @throws IllegalArgumentException at once, if the deadline is zero or negative
   * @throws NullPointerException at once, if it is missing
   */
  O within(Duration deadline, O operation);

  /**
   * Runs the operation and waits for its end: the only member that blocks. An interrupt of the
   * caller cancels the operation, waits until all of it is over, and then throws.
   *
   * @throws IOException what the operation failed with
   * @throws TimeoutException if a deadline ended it
   * @throws InterruptedException if the caller was interrupted, before or meanwhile
   * @throws IllegalStateException if the model is closed
   */
  Reply run(O operation) throws IOException, TimeoutException, InterruptedException;
}
