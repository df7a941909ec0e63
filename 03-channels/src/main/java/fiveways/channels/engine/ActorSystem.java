package fiveways.channels.engine;

import com.softwaremill.jox.Channel;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What actors need to live: somebody who starts them, a clock, and an end. It knows those that
 * nobody inside has started (an operation that is run, a server that is open), so that closing it
 * ends them; and each of them ends whom it has started itself.
 *
 * <p>Idle, it has two actors: the clock, and one that keeps the list of who is here.
 */
public final class ActorSystem implements AutoCloseable {

  /** What the keeper of the list is told. */
  private sealed interface News {}

  private record Came(Actor actor, Channel<Boolean> admitted) implements News {}

  private record Went(Actor actor) implements News {}

  private enum Signal implements News {
    CLOSE
  }

  private final Threads threads;
  private final Clock clock;
  private final Mailbox<News> news = new Mailbox<>();
  private final Latch closing = new Latch();
  private final Latch over = new Latch();

  public ActorSystem(Threads threads) {
    this.threads = threads;
    this.clock = new Clock();
    threads.start("keeper", this::keepTheList);
  }

  public Clock clock() {
    return clock;
  }

  /** Starts an actor that ends when whoever starts it wants it to; does not block. */
  public Actor start(String name, Actor.Work work) {
    return start(name, work, _ -> {});
  }

  /** The same, with somebody to be told when its end can be received, which must not block. */
  Actor start(String name, Actor.Work work, Consumer<Actor> ended) {
    return start(new Actor(), name, work, ended);
  }

  private Actor start(Actor actor, String name, Actor.Work work, Consumer<Actor> ended) {
    threads.start(
        name,
        () -> {
          actor.live(work);
          ended.accept(actor);
        });
    return actor;
  }

  /**
   * Starts an actor that also ends when this is closed.
   *
   * @throws IllegalStateException if this is closed
   */
  public Actor open(String name, Actor.Work work) {
    var actor = new Actor();
    var admitted = Channel.<Boolean>newBufferedChannel(1);
    if (!news.tell(new Came(actor, admitted)) || !Calmly.wait(admitted::receive)) {
      throw closed();
    }
    try {
      return start(actor, name, work, gone -> news.tell(new Went(gone)));
    } catch (OutOfMemoryError noThread) {
      news.tell(new Went(actor));
      throw noThread;
    }
  }

  /**
   * Does nothing until this is being closed; does not block.
   *
   * @throws IllegalStateException from then on
   */
  public void assertOpen() {
    if (closing.isOpen()) {
      throw closed();
    }
  }

  /**
   * Does nothing until this has been closed; does not block. While it is being closed, those who
   * are under way may still have something to release, and describe how.
   *
   * @throws IllegalStateException from then on
   */
  public void assertAlive() {
    if (over.isOpen()) {
      throw closed();
    }
  }

  /** What failed because this was closed meanwhile has failed for that reason. */
  public Outcome unlessClosing(Outcome how) {
    return how instanceof Failed(var cause) && closing.isOpen()
        ? new Failed(new IllegalStateException("the model was closed meanwhile", cause))
        : how;
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the model is closed");
  }

  private void keepTheList() throws InterruptedException {
    Set<Actor> here = new HashSet<>();
    boolean open = true;
    for (var next = news.next(); next.isPresent(); next = news.next()) {
      switch (next.get()) {
        case Came(var actor, var admitted) -> admitted.send(open && here.add(actor));
        case Went(var actor) -> here.remove(actor);
        case Signal.CLOSE -> {
          open = false;
          here.forEach(Actor::stop);
        }
      }
      if (!open && here.isEmpty()) {
        news.close(); // and then it refuses those who had come before that
      }
    }
    clock.close();
    over.open();
  }

  /**
   * Tells everybody to stop and blocks until all have ended. An interrupt does not cut that short;
   * it is restored. Closing twice is closing once.
   */
  @Override
  public void close() {
    closing.open();
    news.tell(Signal.CLOSE);
    over.await();
  }
}
