package fiveways.nonblocking;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import fiveways.nonblocking.engine.Client;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the clients of {@link Replay} meet: who may append, who stands still, who is told. On the
 * loop only, so that each method is one step in which nobody else changes anything: there is no
 * lock, and no seam between a history and what is live.
 */
final class Events {
  /** Flushed earlier if there are so many: they wait in memory, too, for those who are told. */
  private static final int MANY = 1_000;

  private final Journal journal;
  private final ReplaySettings settings;
  private final Loop loop;
  private final Set<Client> appenders = new LinkedHashSet<>(); // or may be yet
  private final Set<Producing> held = new LinkedHashSet<>();
  private final Set<Subscribing> subscribers = new LinkedHashSet<>();
  private final List<byte[]> live = new ArrayList<>(); // not flushed yet
  private Optional<Timer> nextFlush = Optional.empty();
  private int replays;
  private boolean closing;
  private boolean over;

  Events(Journal journal, ReplaySettings settings, Loop loop) {
    this.journal = journal;
    this.settings = settings;
    this.loop = loop;
  }

  ReplaySettings settings() {
    return settings;
  }

  long dropped() {
    return journal.dropped();
  }

  // ---- the flush

  /** From any thread. */
  void begin() {
    loop.execute(this::flushLater);
  }

  // tag::flushing[]
  private void flushLater() {
    if (!over) {
      nextFlush = Optional.of(loop.after(settings.flush(), this::flushNow));
    }
  }

  private void flushNow() {
    flushLater(); // first: so it goes on, whatever becomes of this one
    flushIfPossible();
  }

  // end::flushing[]

  private void flushIfPossible() {
    try {
      flush();
    } catch (IOException told) {
      // by whoever appends next, and by close()
    }
  }

  /** What was appended is written, and then it is live. */
  // tag::flushing[]
  private void flush() throws IOException {
    journal.flush();
    var flushed = List.copyOf(live);
    live.clear();
    for (var subscriber : List.copyOf(subscribers)) { // who has no room goes meanwhile
      subscriber.offer(flushed);
    }
  }

  long append(String event) throws IOException {
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

  // end::flushing[]

  // ---- who stands still

  /** Whether a history is read just now. */
  boolean mustStandStill() {
    return replays > 0;
  }

  /** Will be told when it may go on. */
  void hold(Producing producer) {
    held.add(producer);
  }

  void forget(Producing producer) {
    held.remove(producer);
  }

  /** From now on nobody appends. All that was appended is in the file, and no later event is. */
  History replayBegins(Subscribing subscriber) throws IOException {
    flush();
    replays++;
    subscribers.add(subscriber);
    return new History(journal);
  }

  /** Each goes on in a step of its own: if that fails it is that producer's failure. */
  void replayEnds() {
    replays--;
    if (replays == 0) {
      var waiting = List.copyOf(held);
      held.clear();
      waiting.forEach(Producing::goOnSoon);
    }
  }

  void forget(Subscribing subscriber) {
    subscribers.remove(subscriber);
  }

  // ---- the end

  void mayAppend(Client client) {
    appenders.add(client);
  }

  /** It has gone, or is a subscriber. When nobody appends any more, subscribers have had all. */
  void appendsNoMore(Client client) {
    if (appenders.remove(client)) {
      endIfNobodyAppends();
    }
  }

  /** The server closes. Said again and again. */
  void closing() {
    closing = true;
    endIfNobodyAppends();
  }

  private void endIfNobodyAppends() {
    if (closing && appenders.isEmpty()) {
      flushIfPossible();
      List.copyOf(subscribers).forEach(Subscribing::end);
    }
  }

  /** All clients have gone, or none will come. */
  void over() {
    over = true;
    nextFlush.ifPresent(Timer::drop);
    journal.close();
  }

  /** From any thread, after the end. */
  void throwIfBroken() {
    try {
      journal.throwIfBroken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How long one history may take. */
  Duration limit() {
    return settings.replay();
  }
}
