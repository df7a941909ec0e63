package fiveways.channels;

import static fiveways.channels.engine.Actor.noReply;

import com.softwaremill.jox.Channel;
import fiveways.channels.engine.Actor;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Mailbox;
import fiveways.channels.engine.Stop;
import fiveways.contract.api.ReplaySettings;
import java.io.IOException;
import java.util.Optional;

/**
 * How the actor is spoken to that has the file of {@link Replay} ({@link Keeping} is what it does).
 * All that it knows it knows from its mailbox, but for the events of producers: these have a
 * channel of their own, so that it need not listen to them.
 */
final class Keeper {

  /** What it is told. */
  sealed interface News {}

  /** Here is how the server is closed. */
  record Serves(Runnable close) implements News {}

  record Subscribes(Pending subscriber) implements News {}

  record Replayed(Pending subscriber) implements News {}

  /** It takes one more. */
  record Asks(Pending subscriber) implements News {}

  record Leaves(Pending subscriber) implements News {}

  /** A replay takes too long. */
  record Late(Pending subscriber) implements News {}

  record Offered(Append append) implements News {}

  enum Signal implements News {
    APPENDER_CAME,
    APPENDER_GONE,
    CLOSING,
    FLUSH,
    STOP,
    OVER
  }

  private final Journal journal;
  private final ReplaySettings settings;
  private final ActorSystem actors;
  private final Mailbox<News> news = new Mailbox<>();
  private final Mailbox<IOException> lost = new Mailbox<>();
  private final Channel<Append> appends = Channel.newRendezvousChannel();

  Keeper(Journal journal, ReplaySettings settings, ActorSystem actors) {
    this.journal = journal;
    this.settings = settings;
    this.actors = actors;
  }

  // ---- for others

  /** Starts it; it ends when it is stopped, and has closed the server by then. */
  Actor open() {
    try {
      return actors.open("keeper", noReply(this::keep));
    } catch (IllegalStateException closed) {
      journal.close();
      throw closed;
    }
  }

  long dropped() {
    return journal.dropped();
  }

  Channel<Append> appends() {
    return appends;
  }

  void serves(Runnable closing) {
    news.tell(new Serves(closing));
  }

  void mayAppend() {
    news.tell(Signal.APPENDER_CAME);
  }

  void appendsNoMore() {
    news.tell(Signal.APPENDER_GONE);
  }

  void subscribes(Pending subscriber) {
    news.tell(new Subscribes(subscriber));
  }

  void replayed(Pending subscriber) {
    news.tell(new Replayed(subscriber));
  }

  void asks(Pending subscriber) {
    news.tell(new Asks(subscriber));
  }

  void leaves(Pending subscriber) {
    news.tell(new Leaves(subscriber));
  }

  void closing() {
    news.tell(Signal.CLOSING);
  }

  /** What could not be written; told once, after the end. Does not block. */
  Optional<IOException> lost() {
    try {
      return lost.poll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void keep(Stop stop) throws InterruptedException {
    try (var tick = actors.clock().<News>timer(Signal.FLUSH, news)) {
      new Keeping(journal, settings, actors, news, appends).keep(stop, tick);
    } finally {
      journal.close();
      journal.broken().ifPresent(lost::tell);
    }
  }
}
