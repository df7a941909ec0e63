package fiveways.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.EventServer;
import fiveways.contract.tck.Client;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/**
 * Producers that write at the same time, and subscribers that join at random moments, each of which
 * has to get every event once, in order, as it was produced.
 */
final class EventTraffic {
  static final int PRODUCERS = 4;
  static final int SUBSCRIBERS = 4;

  /** So many bytes an event has at most; any number is as likely. */
  static final int LONGEST = 2_000;

  /** So many events of a producer are on their way at once. */
  private static final int UNACKNOWLEDGED = 64;

  /** Live subscribers that read are never further behind: no reason to drop one. */
  private static final int BEHIND = 5_000;

  private static final long BETWEEN_LOOKS_MILLIS = 100;

  /**
   * What a subscriber got.
   *
   * @param joined how many events had been acknowledged then
   * @param sum of all that it got, in order
   */
  record Got(long joined, long sum) {}

  private final InetSocketAddress server;
  private final int events;
  private final long seed;
  private final AtomicLong acknowledged = new AtomicLong();
  private final List<Subscriber> subscribers = new ArrayList<>();

  /**
   * @param events how many in all
   * @param seed of what they say, and of when who joins
   */
  EventTraffic(InetSocketAddress server, int events, long seed) {
    this.server = server;
    this.events = events;
    this.seed = seed;
    var random = new Random(seed);
    for (int i = 0; i < SUBSCRIBERS; i++) {
      subscribers.add(new Subscriber(i == 0 ? 0 : random.nextInt(events)));
    }
  }

  /**
   * Lets all happen, and waits until everybody has everything.
   *
   * @param soFar told now and then how many events have been acknowledged
   * @throws IOException in a sentence, if anything is lost, doubled, changed or out of order
   */
  List<Got> run(LongConsumer soFar) throws IOException, InterruptedException {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var parts = new ArrayList<Future<Optional<Got>>>();
      for (var subscriber : subscribers) {
        parts.add(pool.submit(() -> Optional.of(subscriber.read())));
      }
      for (int i = 0; i < PRODUCERS; i++) {
        int number = i;
        parts.add(
            pool.submit(() -> {
              produce(number);
              return Optional.empty();
            }));
      }
      try {
        return await(parts, soFar);
      } finally {
        pool.shutdownNow();
        subscribers.forEach(Subscriber::close);
      }
    }
  }

  /** The first failure is the one to tell: others come of it. */
  private List<Got> await(List<Future<Optional<Got>>> parts, LongConsumer soFar)
      throws IOException, InterruptedException {
    while (parts.stream().anyMatch(part -> !part.isDone())) {
      for (var part : parts) {
        if (part.isDone()) {
          var _ = result(part);
        }
      }
      soFar.accept(acknowledged.get());
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
    var got = new ArrayList<Got>();
    for (var part : parts) {
      result(part).ifPresent(got::add);
    }
    if (got.stream().map(Got::sum).distinct().count() > 1) {
      throw new IOException("the subscribers do not agree on the order of the events: " + got);
    }
    return got;
  }

  private static Optional<Got> result(Future<Optional<Got>> part)
      throws IOException, InterruptedException {
    try {
      return part.get(0, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("it was done", e);
    }
  }

  /** How many events this one of the producers has. */
  private int share(int producer) {
    return events / PRODUCERS + (producer < events % PRODUCERS ? 1 : 0);
  }

  /** Its text says whose it is and which; the rest is drawn, anew for each, but always the same. */
  private String event(int producer, int number) {
    var random = new Random(seed ^ (producer * 1_000_000_007L + number));
    var text = new StringBuilder(producer + " " + number + " ");
    for (int more = random.nextInt(LONGEST - text.length()); more > 0; more--) {
      text.append((char) ('!' + random.nextInt(90)));
    }
    return text.toString();
  }

  private void produce(int producer) throws IOException, InterruptedException {
    int share = share(producer);
    var underWay = new Semaphore(UNACKNOWLEDGED);
    try (var client = Client.of(server);
        var reading = Executors.newVirtualThreadPerTaskExecutor()) {
      client.sendLine(EventServer.PRODUCE);
      var acknowledgements = reading.submit(() -> acknowledgements(client, share, underWay));
      for (int number = 0; number < share; number++) {
        while (!underWay.tryAcquire(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
          failIfEnded(acknowledgements);
        }
        while (acknowledged.get() - slowest() > BEHIND) {
          failIfEnded(acknowledgements);
          Thread.sleep(1);
        }
        client.sendLine(event(producer, number));
      }
      acknowledgements.get();
    } catch (ExecutionException e) {
      throw new IOException("producer " + producer + ": " + Failures.reason(e), e);
    }
  }

  private static void failIfEnded(Future<Integer> acknowledgements)
      throws ExecutionException, InterruptedException {
    if (acknowledgements.isDone()) {
      var _ = acknowledgements.get();
      throw new ExecutionException(new IOException("more was acknowledged than was sent"));
    }
  }

  private Integer acknowledgements(Client client, int share, Semaphore underWay)
      throws IOException {
    long last = 0;
    for (int number = 0; number < share; number++) {
      var line = client.readLine();
      if (!line.matches("OK [1-9][0-9]{0,9}") || Long.parseLong(line.substring(3)) <= last) {
        throw new IOException("after OK " + last + " came: " + line);
      }
      last = Long.parseLong(line.substring(3));
      acknowledged.incrementAndGet();
      underWay.release();
    }
    return share;
  }

  /** How far the slowest is that is live already. */
  private long slowest() {
    return subscribers.stream().mapToLong(Subscriber::live).min().orElse(Long.MAX_VALUE);
  }

  private final class Subscriber {
    private final int joinsAt;
    private final int[] next = new int[PRODUCERS];
    private final CRC32C sum = new CRC32C();
    private volatile long history = Long.MAX_VALUE;
    private volatile long got;
    private volatile Optional<Client> client = Optional.empty();

    Subscriber(int joinsAt) {
      this.joinsAt = joinsAt;
    }

    /** What it got, once that is more than its history; until then it holds up nobody. */
    long live() {
      return got >= history ? got : Long.MAX_VALUE;
    }

    Got read() throws IOException, InterruptedException {
      while (acknowledged.get() < joinsAt) {
        Thread.sleep(1);
      }
      long joined = acknowledged.get();
      var mine = Client.of(server);
      client = Optional.of(mine);
      mine.sendLine(EventServer.SUBSCRIBE);
      history = joined;
      for (int number = 1; number <= events; number++) {
        take(number, mine.readLine());
        got = number;
      }
      return new Got(joined, sum.getValue());
    }

    private void take(int number, String line) throws IOException {
      var prefix = "EVENT " + number + " ";
      if (!line.startsWith(prefix)) {
        throw new IOException("instead of " + prefix + "came: " + shown(line));
      }
      var event = line.substring(prefix.length());
      var words = event.split(" ", 3);
      int producer = words[0].matches("[0-3]") ? Integer.parseInt(words[0]) : 0;
      if (!event.equals(event(producer, next[producer]))) {
        throw new IOException("event " + number + " is not as produced: " + shown(event));
      }
      next[producer]++;
      sum.update(event.getBytes(ISO_8859_1));
    }

    private static String shown(String text) {
      return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    void close() {
      client.ifPresent(Client::close);
    }
  }
}
