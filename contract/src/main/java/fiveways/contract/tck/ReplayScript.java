package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Producers and subscribers that come, do something and go, step by step, in the test's own thread.
 */
final class ReplayScript implements AutoCloseable {
  private static final int MOST = 6;

  /** What happens next. */
  enum Kind {
    /** A producer comes. */
    PRODUCE,
    /** A subscriber comes. */
    SUBSCRIBE,
    /** A producer sends so many bytes of its lines. */
    SEND,
    /** A subscriber reads what has come. */
    READ,
    /** A producer waits until its lines are acknowledged. */
    AWAIT,
    /** A subscriber closes its connection. */
    CLOSE,
    /** A subscriber resets its connection. */
    RESET
  }

  /**
   * One step.
   *
   * @param who of those who are there
   * @param bytes that are sent
   */
  record Step(Kind kind, int who, int bytes) {
    @Override
    public String toString() {
      return kind == Kind.SEND ? "SEND %d by %d".formatted(bytes, who) : kind + " " + who;
    }
  }

  static Arbitrary<List<Step>> steps() {
    var kinds =
        Arbitraries.frequency(
            Tuple.of(2, Kind.PRODUCE),
            Tuple.of(3, Kind.SUBSCRIBE),
            Tuple.of(8, Kind.SEND),
            Tuple.of(3, Kind.READ),
            Tuple.of(2, Kind.AWAIT),
            Tuple.of(1, Kind.CLOSE),
            Tuple.of(1, Kind.RESET));
    var sizes =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.integers().between(1, 100)),
            Tuple.of(2, Arbitraries.integers().between(101, 10_000)));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, MOST - 1), sizes)
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(60);
  }

  private final InetSocketAddress server;
  private final Duration patience;
  private final List<Producer> producers = new ArrayList<>();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final List<Subscriber> gone = new ArrayList<>();

  /**
   * @param patience how long is waited where nothing moves
   */
  ReplayScript(InetSocketAddress server, Duration patience) {
    this.server = server;
    this.patience = patience;
  }

  void play(Step step) throws IOException {
    switch (step.kind()) {
      case PRODUCE -> {
        if (producers.size() < MOST) {
          producers.add(Producer.of("producer " + (producers.size() + 1), server));
        }
      }
      case SUBSCRIBE -> {
        if (subscribers.size() < MOST) {
          int number = subscribers.size() + gone.size() + 1;
          subscribers.add(Subscriber.of("subscriber " + number, server));
        }
      }
      case SEND -> pick(producers, step).ifPresent(producer -> producer.sendSome(step.bytes()));
      case READ -> pick(subscribers, step).ifPresent(EventClient::pump);
      case AWAIT ->
          pick(producers, step)
              .ifPresent(producer ->
                  EventClient.awaitAll(
                      all(), patience, "an acknowledgement", producer::isAcknowledged));
      case CLOSE, RESET -> {
        var leaving = pick(subscribers, step);
        if (leaving.isPresent()) {
          leave(leaving.get(), step.kind());
        }
      }
    }
  }

  private static <C> Optional<C> pick(List<C> clients, Step step) {
    return clients.isEmpty()
        ? Optional.empty()
        : Optional.of(clients.get(step.who() % clients.size()));
  }

  private void leave(Subscriber subscriber, Kind how) throws IOException {
    subscribers.remove(subscriber);
    gone.add(subscriber);
    if (how == Kind.RESET) {
      subscriber.reset();
    } else {
      subscriber.close();
    }
  }

  /** Does something with all of them at once. */
  List<EventClient> all() {
    var all = new ArrayList<EventClient>(producers);
    all.addAll(subscribers);
    return all;
  }

  List<Producer> producers() {
    return producers;
  }

  /**
   * Everybody sends the rest, and gets all: events are numbered from 1 on, each line is one of
   * them, and every subscriber has the same, those who have left as far as they came.
   */
  void expectTheSameForAll() throws IOException {
    producers.forEach(Producer::completeTheLine);
    EventClient.awaitAll(
        all(),
        patience,
        "an acknowledgement",
        () -> producers.stream().allMatch(Producer::isAcknowledged));
    var expected = events();
    subscribers.add(Subscriber.of("who subscribed in the end", server));
    EventClient.awaitAll(
        all(),
        patience,
        "event " + expected.size() + " for every subscriber",
        () -> subscribers.stream().allMatch(s -> s.events().size() >= expected.size()));
    for (var subscriber : subscribers) {
      subscriber.expect(expected);
    }
    gone.forEach(subscriber -> subscriber.assertBegins(expected));
  }

  /** Every line at the place that its producer was told. */
  private List<String> events() {
    Map<Long, String> byNumber = new HashMap<>();
    for (var producer : producers) {
      for (int i = 0; i < producer.lines().size(); i++) {
        long number = producer.numbers().get(i);
        assertThat(byNumber.put(number, producer.lines().get(i)))
            .as("another event with the number %d, of %s", number, producer.name())
            .isNull();
      }
    }
    var events = new ArrayList<String>();
    for (long number = 1; number <= byNumber.size(); number++) {
      var event = Optional.ofNullable(byNumber.get(number));
      assertThat(event)
          .as("the event with the number %d of %d", number, byNumber.size())
          .isPresent();
      events.add(event.orElseThrow());
    }
    return events;
  }

  @Override
  public void close() {
    all().forEach(EventClient::close);
  }
}
