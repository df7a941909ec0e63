package fiveways.benchmarks;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * One model, open, and the operations to run, described beforehand: describing them is not what is
 * measured.
 *
 * @param <O> the model's own type of operation
 */
final class Trial<O> implements AutoCloseable {

  /** A deadline that does not pass. */
  static final Duration AMPLE = Duration.ofHours(1);

  /** A deadline that does: long enough to connect, short enough for many of them in a second. */
  static final Duration SHORT = Duration.ofMillis(5);

  private final ConcurrencyModel<O> model;
  private final O atOnce;
  private final O atOnceWithin;

  Trial(Subject<O> subject) {
    model = subject.open();
    atOnce = subject.spin(() -> false);
    atOnceWithin = model.within(AMPLE, atOnce);
  }

  Reply atOnce() throws IOException, TimeoutException, InterruptedException {
    return model.run(atOnce);
  }

  Reply atOnceWithin() throws IOException, TimeoutException, InterruptedException {
    return model.run(atOnceWithin);
  }

  /** The operations that need a peer. */
  Asks asks(PeerProcess peer) {
    var ask = model.ask(peer.replying(), LoopbackPeer.LINE);
    var askWithin = model.within(AMPLE, ask);
    var tooLate = model.within(SHORT, model.ask(peer.silent(), LoopbackPeer.LINE));
    return new Asks(() -> model.run(ask), () -> model.run(askWithin), () -> model.run(tooLate));
  }

  /** Runs one operation and waits for its end. */
  @FunctionalInterface
  interface Run {
    Reply run() throws IOException, TimeoutException, InterruptedException;
  }

  /**
   * @param ask answered at once, no deadline
   * @param askWithin the same, within an hour
   * @param tooLate never answered, within {@link #SHORT}
   */
  record Asks(Run ask, Run askWithin, Run tooLate) {}

  @Override
  public void close() {
    model.close();
  }
}
