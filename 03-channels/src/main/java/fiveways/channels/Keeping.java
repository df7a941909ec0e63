package fiveways.channels;

import static com.softwaremill.jox.Select.select;
import static fiveways.channels.engine.Actor.noReply;

import com.softwaremill.jox.Channel;
import fiveways.channels.Keeper.Asks;
import fiveways.channels.Keeper.Late;
import fiveways.channels.Keeper.Leaves;
import fiveways.channels.Keeper.News;
import fiveways.channels.Keeper.Offered;
import fiveways.channels.Keeper.Replayed;
import fiveways.channels.Keeper.Serves;
import fiveways.channels.Keeper.Signal;
import fiveways.channels.Keeper.Subscribes;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Mailbox;
import fiveways.channels.engine.Stop;
import fiveways.channels.engine.Timer;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The actor that has the file of {@link Replay}, the numbers, and what waits for subscribers. It
 * does one thing after another, and so there is no seam between a history and what is live.
 */
final class Keeping {
  private static final int MANY = 1_000; // unflushed events: they are kept for subscribers, too

  private final Journal journal;
  private final ReplaySettings settings;
  private final ActorSystem actors;
  private final Mailbox<News> news;
  private final Channel<Append> appends;
  private final Set<Pending> subscribers = new LinkedHashSet<>();
  private final Set<Pending> replaying = new LinkedHashSet<>();
  private final List<byte[]> live = new ArrayList<>(); // not flushed yet
  private Optional<Runnable> close = Optional.empty();
  private int appenders;
  private boolean stopping;
  private boolean closing;
  private boolean over;

  Keeping(
      Journal journal,
      ReplaySettings settings,
      ActorSystem actors,
      Mailbox<News> news,
      Channel<Append> appends) {
    this.journal = journal;
    this.settings = settings;
    this.actors = actors;
    this.news = news;
    this.appends = appends;
  }

  /** Until it has been stopped, and has closed the server. */
  void keep(Stop stop, Timer<News> tick) throws InterruptedException {
    tick.in(settings.flush());
    while (!over) {
      hear(next(stop), tick);
    }
  }

  /** Of clauses that are ready the first is taken: producers come last, and wait if need be. */
  // tag::flushing[]
  private News next(Stop stop) throws InterruptedException {
    var told = news.channel().receiveClause();
    var stopped = stop.<News>heard(() -> Signal.STOP);
    if (!replaying.isEmpty()) { // who offers an event is not listened to
      return stopping ? select(told) : select(stopped, told);
    }
    var offered = appends.<News>receiveClause(Offered::new);
    return stopping ? select(told, offered) : select(stopped, told, offered);
  }

  private void hear(News heard, Timer<News> tick) throws InterruptedException {
    switch (heard) {
      case Signal.FLUSH -> {
        flushIfPossible();
        tick.in(settings.flush());
      }
      case Offered(var append) -> append.answerWith(() -> append(append.event()));
      default -> arrange(heard);
    }
  }

  // end::flushing[]

  private void arrange(News heard) throws InterruptedException {
    switch (heard) {
      case Subscribes(var subscriber) -> begin(subscriber);
      case Replayed(var subscriber) -> replaying.remove(subscriber);
      case Asks(var subscriber) -> subscriber.asks();
      case Leaves(var subscriber) -> forget(subscriber);
      case Late(var subscriber) -> {
        if (replaying.contains(subscriber)) {
          subscriber.cutOff();
        }
      }
      case Signal.APPENDER_CAME -> appenders++;
      case Signal.APPENDER_GONE -> appenders--;
      case Signal.CLOSING -> closing = true;
      case Serves(var how) -> close = Optional.of(how);
      case Signal.STOP -> stopping = true;
      case Signal.OVER -> over = true;
      case Signal.FLUSH -> throw new IllegalStateException("heard before");
      case Offered _ -> throw new IllegalStateException("heard before, too");
    }
    end(heard);
  }

  /** A history begins with everything in the file; what comes later waits until nobody reads. */
  private void begin(Pending subscriber) throws InterruptedException {
    flushIfPossible();
    subscribers.add(subscriber);
    replaying.add(subscriber);
    subscriber.begins(
        journal.length(), actors.clock().<News>timer(new Late(subscriber), news), settings);
  }

  private void forget(Pending subscriber) {
    subscribers.remove(subscriber);
    replaying.remove(subscriber);
    subscriber.close();
  }

  // tag::flushing[]
  private long append(String event) throws IOException {
    if (live.size() >= MANY || journal.hasNoRoomFor(event)) {
      flush();
    }
    long seq = journal.append(event);
    live.add(EventServer.event(seq, event));
    if (closing) {
      flush(); // nobody is to wait for the next one
    }
    return seq;
  }

  /** What was appended is written, and then it is live. */
  private void flush() throws IOException {
    journal.flush();
    subscribers.forEach(subscriber -> subscriber.offer(live));
    live.clear();
  }

  // end::flushing[]

  private void flushIfPossible() {
    try {
      flush();
    } catch (IOException told) {
      // to whoever appends next, and by close()
    }
  }

  /** When nobody appends any more subscribers have had all; when the server is closed, so are we. */
  private void end(News heard) {
    if (closing && appenders == 0) {
      flushIfPossible();
      subscribers.forEach(Pending::noMore);
    }
    boolean begins = heard == Signal.STOP || heard instanceof Serves;
    if (stopping && close.isPresent() && begins) {
      var closeServer = close.get();
      actors.start(
          "closing",
          noReply(_ -> {
            closeServer.run();
            news.tell(Signal.OVER);
          }));
    }
  }
}
