package fiveways.channels;

import static com.softwaremill.jox.Select.select;
import static fiveways.channels.engine.Actor.noReply;

import com.softwaremill.jox.Channel;
import fiveways.channels.engine.Actor;
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
 * The actor that has the file of {@link Replay}, the numbers, and what waits for subscribers. All
 * that it knows it knows from its mailbox, but for the events of producers: these have a channel of
 * their own, so that it need not listen to them.
 */
final class Keeper {

  /** What it is told. */
  private sealed interface News {}

  /** Here is how the server is closed. */
  private record Serves(Runnable close) implements News {}

  private record Subscribes(Pending subscriber) implements News {}

  private record Replayed(Pending subscriber) implements News {}

  /** It takes one more. */
  private record Asks(Pending subscriber) implements News {}

  private record Leaves(Pending subscriber) implements News {}

  /** A replay takes too long. */
  private record Late(Pending subscriber) implements News {}

  private record Offered(Append append) implements News {}

  private enum Signal implements News {
    APPENDER_CAME,
    APPENDER_GONE,
    CLOSING,
    FLUSH,
    STOP,
    OVER
  }

  /** An event that is offered, and where its number is awaited. */
  static final class Append {

    /** What makes the number. */
    interface Number {
      long get() throws IOException;
    }

    private sealed interface Answer {}

    private record Seq(long seq) implements Answer {}

    private record Refused(IOException why) implements Answer {}

    private final String event;
    private final Channel<Answer> answer = Channel.newBufferedChannel(1);

    Append(String event) {
      this.event = event;
    }

    String event() {
      return event;
    }

    /** Blocks until it has been appended. */
    long answer() throws IOException, InterruptedException {
      return switch (answer.receive()) {
        case Seq(long seq) -> seq;
        case Refused(var why) -> throw new IOException(why.getMessage(), why);
      };
    }

    /** Does not block, but for what it takes to make the number. */
    void answerWith(Number number) {
      try {
        Answer made;
        try {
          made = new Seq(number.get());
        } catch (IOException e) {
          made = new Refused(e);
        }
        answer.send(made);
      } catch (InterruptedException e) {
        throw new IllegalStateException("there was room for the one answer", e);
      }
    }
  }

  private static final int MANY = 1_000; // unflushed events: they are kept for subscribers, too

  private final Journal journal;
  private final ReplaySettings settings;
  private final ActorSystem actors;
  private final Mailbox<News> news = new Mailbox<>();
  private final Mailbox<IOException> lost = new Mailbox<>();
  private final Channel<Append> appends = Channel.newRendezvousChannel();

  // What the actor alone knows:
  private final Set<Pending> subscribers = new LinkedHashSet<>();
  private final Set<Pending> replaying = new LinkedHashSet<>();
  private final List<byte[]> live = new ArrayList<>(); // not flushed yet
  private Optional<Runnable> close = Optional.empty();
  private int appenders;
  private boolean stopping;
  private boolean closing;
  private boolean over;

  Keeper(Journal journal, ReplaySettings settings, ActorSystem actors) {
    this.journal = journal;
    this.settings = settings;
    this.actors = actors;
  }

  // ---- for others

  /** Starts it; it ends when it is stopped, and has closed the server by then. */
  Actor open() {
    try {
      return actors.open("journal", noReply(this::keep));
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

  // ---- the actor

  private void keep(Stop stop) throws InterruptedException {
    try (var tick = actors.clock().<News>timer(Signal.FLUSH, news)) {
      tick.in(settings.flush());
      while (!over) {
        hear(next(stop), tick);
      }
    } finally {
      journal.close();
      journal.broken().ifPresent(lost::tell);
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
