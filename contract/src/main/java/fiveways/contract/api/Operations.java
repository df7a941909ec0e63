package fiveways.contract.api;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

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
   * A race: the first attempt to <em>succeed</em> gives the reply; the others are cancelled, and
   * have ended, their connections closed, before it is handed over. An attempt that fails, by a
   * deadline of its own too, only leaves the race to the others.
   *
   * <p>Attempts start in the order given. The first starts at once; each other one when the hedge
   * has passed since the one before it started, or when that one has failed, whichever comes first,
   * as long as nobody has won. With a hedge of zero all start at once; with one beyond the clock's
   * range the next starts only after a failure.
   *
   * <p>Fails with {@link AllFailedException} when all have failed, and when there was only one.
   *
   * @throws IllegalArgumentException at once, if the hedge is negative, or there is no attempt
   * @throws NullPointerException at once, if the hedge or an attempt is missing
   */
  O firstOf(Duration hedge, List<O> attempts);

  /**
   * Opens a resource, uses it, and closes it, however the use ends.
   *
   * <p>Opening and closing are masked: a cancel, whether of a caller, a race or a deadline, does
   * not reach into them, and each may take as long as the resource's limit, which ends it like a
   * deadline. The use can be cancelled like any operation. A cancel that comes while the resource
   * is being opened takes effect afterwards: if it was acquired it is released, and not used. The
   * end is handed over when the release has ended or its limit is spent; if an outer deadline has
   * passed by then, the operation was late.
   *
   * <p>Fails with what {@code open} failed with (there is then nothing to release), with what the
   * use failed with, into which a failed release is suppressed, or, if the use succeeded, with what
   * the release failed with. A function that throws is an operation that fails.
   *
   * @param use what is done with it, given the reply with which it was opened
   */
  O using(Resource<O> resource, Function<Reply, O> use);

  /**
   * Carries out all of them, as many at once as may be under way, started in the order given. The
   * reply is an {@link Each}, in that order, with the failures in their places.
   *
   * <p>Failing fast, the first failure cancels those under way, keeps the others from starting, and
   * is what this fails with, once all have ended. Being cancelled does the same.
   *
   * <p>A viewer is connected to when this starts, and sent {@link Viewer#progress} every period,
   * first after one period, with the counts of the moment at which it is written. What could not be
   * sent in time is skipped: at most one line waits. When the operations have ended, however it
   * came to that, and before this ends, it is sent one last line with the final counts, within its
   * limit and masked from every cancel, and is then disconnected.
   */
  O all(Together together, List<O> operations);

  /**
   * Connects to two sources and a sink, sends each line of the sources to the sink as {@link
   * Merging#of}, and now and then a {@link Merging#status}. The lines of a source keep their order;
   * a status tells of exactly the lines before it. At most one status waits to be sent, and is
   * written with the counts of the moment at which it is written; what is missed is skipped. What
   * waits for a slow sink is bounded: the sources are slowed.
   *
   * <p>Ends when both sources have ended: the rest is sent, a last status, the end of the output;
   * that status is the reply. What a source has begun of a line then is no line.
   *
   * <p>Fails, all three connections ended, with {@link java.net.ConnectException} when one of them
   * does not listen, {@link LineTooLongException}, and otherwise an {@link IOException}: a source
   * was reset, or the sink is lost.
   */
  O merge(Merging merging);

  /**
   * Connects to a source of events, which are lines, and to a viewer, to which it sends every
   * period a {@link Batching#batch} and the events that have come since the last one, even if there
   * are none. The n-th batch is never before n periods have passed since the later connect. While a
   * batch is being sent, ticks are skipped and events wait for the next one, up to a bound, beyond
   * which the source is slowed.
   *
   * <p>Ends when the source has ended: the rest goes to the viewer at once if there is any, then
   * {@link Batching#end}, which is the reply, and the end of the output. What the source has begun
   * of a line then is no event.
   *
   * <p>Fails, both connections ended, with {@link java.net.ConnectException} when one of them does
   * not listen, {@link LineTooLongException}, and otherwise an {@link IOException}: the source was
   * reset, or the viewer is lost.
   */
  O dashboard(Batching batching);

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
