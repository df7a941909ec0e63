package fiveways.channels.engine;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.SelectClause;
import fiveways.channels.engine.Event.Ended;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Somebody else who works at the same time. It shares nothing: it hears stop on one channel and
 * says on another how it has ended, as the last thing that it does.
 */
public final class Actor {

  /** What an actor does. */
  @FunctionalInterface
  public interface Work {
    Reply until(Stop stop) throws IOException, TimeoutException, InterruptedException;
  }

  /** The same, with nothing to reply. */
  @FunctionalInterface
  public interface Task {
    void until(Stop stop) throws IOException, TimeoutException, InterruptedException;
  }

  private static final Line NOTHING = new Line("");

  private final Stop stop = new Stop();

  /** With room for the one message, so that an actor can end although nobody waits for it. */
  private final Channel<Supplier<Ended>> end = Channel.newBufferedChannel(1);

  Actor() {}

  /** Work out of a task. */
  public static Work noReply(Task task) {
    return stop -> {
      task.until(stop);
      return NOTHING;
    };
  }

  void live(Work work) throws InterruptedException {
    end.send(ended(work));
    end.done(); // after the one message, for which others may have been selecting, and closing
  }

  /** An error is no outcome: it comes through, to whoever receives the end. */
  private Supplier<Ended> ended(Work work) {
    try {
      var how = new Ended(outcome(work));
      return () -> how;
    } catch (Error error) {
      return () -> {
        throw error;
      };
    }
  }

  private Outcome outcome(Work work) {
    try {
      return work.until(stop);
    } catch (IOException | TimeoutException | RuntimeException failure) {
      return new Failed(failure);
    } catch (InterruptedException e) {
      return new Failed(new IllegalStateException("nobody interrupts an actor", e));
    }
  }

  /** Tells it to stop; does not block. */
  public void stop() {
    stop.say();
  }

  /**
   * For whoever is to stop when this actor is.
   *
   * @param meaning what it means there, asked for when it has been heard
   */
  public <E> SelectClause<E> stopped(Supplier<? extends E> meaning) {
    return stop.heard(meaning);
  }

  /** Its end, for a {@code select}; it is received once. */
  public SelectClause<Ended> end() {
    return end.receiveClause(Supplier::get);
  }

  /**
   * Blocks until it has ended.
   *
   * @throws com.softwaremill.jox.ChannelDoneException if its end has been received already
   */
  public Outcome awaitEnd() throws InterruptedException {
    return end.receive().get().how();
  }

  /**
   * Tells it to stop and blocks until it has ended, for who has not received its end. An interrupt
   * does not cut that short; it is restored.
   */
  public Outcome cancel() {
    stop();
    return Calmly.wait(this::awaitEnd);
  }

  /**
   * Tells it to stop and blocks until it has ended, as often as one likes. An interrupt does not
   * cut that short; it is restored.
   */
  public void close() {
    stop();
    Calmly.wait(end::receiveOrClosed);
  }
}
