package fiveways.blocking;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.blocking.engine.LineClient;
import fiveways.blocking.engine.LineServer;
import fiveways.blocking.engine.Threads;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Server;
import fiveways.contract.api.Settings;
import fiveways.contract.journal.JournalRecord;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/**
 * Scenario 8: how does one pause one activity while another one runs?
 *
 * <p>A thread cannot be held from outside, so there has to be a place where it asks. That is the
 * monitor of the {@link Journal}: whoever appends waits in it as long as somebody's history is
 * being read. A producer's thread stands still there, with no code of its own for that; it reads
 * nothing meanwhile, and so its client is held back, too. The flush is one thread more, which waits
 * for nothing but its time.
 *
 * <p>A subscriber takes two threads: one writes the history to it, and then what is live, which
 * waits in a queue ({@link Subscriber}); the other one reads, since whoever only writes does not
 * notice that its client has gone.
 *
 * <p>What it costs: these threads; a monitor in which every producer waits for the slowest replay,
 * so that somebody has to end that: an alarm, which closes its socket.
 *
 * <p>Look next at the same file in {@code 02-nonblocking-state-machines}, where whoever is to pause
 * is data between two events.
 */
public final class Replay implements EventServer {

  /** Where a producer's events go; the result is the number of each. */
  @FunctionalInterface
  private interface Appending {
    long append(String event) throws IOException;
  }

  private final ReplaySettings settings;
  private final Journal journal;
  private final LineServer server;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread flusher;

  /**
   * Reads the journal, and then serves. Blocks for as long as the reading takes.
   *
   * @throws IOException naming the address, the file or the offset, if it cannot be listened on,
   *     opened, or is corrupt
   */
  public Replay(ReplaySettings settings) throws IOException {
    this.settings = settings;
    journal = new Journal(settings.journal());
    try {
      server =
          new LineServer(
              "replay", settings.server(), c -> serve(c, journal::append, this::subscribe));
    } catch (IOException e) {
      journal.close();
      throw e;
    }
    flusher = Threads.start("replay-flush", this::flushNowAndThen);
  }

  /** The same server before it had to flush, and had nobody to tell: it appends, as it comes. */
  public static Server plain(ReplaySettings settings) throws IOException {
    var journal = new Straight(settings.journal());
    LineServer.Conversation refusing = client -> client.part("ERR unknown command");
    return new LineServer("append", settings.server(), c -> serve(c, journal::append, refusing));
  }

  private static void serve(
      LineClient client, Appending journal, LineServer.Conversation subscribing)
      throws IOException {
    var first = client.line();
    if (first.isPresent()) {
      switch (first.get()) {
        case PRODUCE -> produce(client, journal);
        case SUBSCRIBE -> subscribing.with(client);
        default -> client.part("ERR unknown command");
      }
    }
  }

  /** One producer: it is told the number of each of its events. */
  // tag::plain[]
  // tag::flushing[]
  private static void produce(LineClient client, Appending journal) throws IOException {
    for (var line = client.line(); line.isPresent(); line = client.line()) {
      try (var turn = client.turn()) { // the closing server cannot come in between
        if (!client.outputEnded()) {
          turn.say(EventServer.ok(journal.append(line.get())).text());
        }
      }
    }
  }

  // end::flushing[]
  // end::plain[]

  /** A journal as one writes it first: what has its number is in the file. */
  private static final class Straight {
    private final Path path;
    private long events;

    Straight(Path path) throws IOException {
      this.path = path;
      events = Journal.recovered(path).events();
    }

    /** Opens the file for each event: that takes its time, and leaves nothing open. */
    // tag::plain[]
    synchronized long append(String event) throws IOException {
      var record = JournalRecord.of(event);
      Files.write(path, record, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      events++;
      return events;
    }
    // end::plain[]
  }

  /** The one thread that waits for the next period; {@link #close} ends it. */
  // tag::flushing[]
  private void flushNowAndThen() {
    long period = Settings.nanos(settings.flush());
    try {
      while (!over.await(period, NANOSECONDS)) {
        journal.flush(); // even if nobody says a word
      }
    } catch (InterruptedException | IOException broken) {
      // Nobody interrupts us; and of a broken journal whoever appends is told, and who closes.
    }
  }

  // end::flushing[]

  /** One subscriber: a second thread writes to it, and this one hears whether it is still there. */
  private void subscribe(LineClient client) {
    var subscriber = new Subscriber(client, settings);
    client.endAfterOthers(subscriber::end);
    var writer = Threads.start("replay-events", () -> subscriber.follow(journal));
    try {
      client.discard(); // what it says is of no interest, nor that it has said all
    } catch (IOException gone) {
      subscriber.drop();
    } finally {
      Threads.join(writer);
    }
  }

  @Override
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public int connections() {
    return server.connections();
  }

  @Override
  public long dropped() {
    return journal.dropped();
  }

  /** From the first line on nothing waits for the next period: producers end, then subscribers. */
  @Override
  public void close() {
    journal.flushAtOnce();
    server.close();
    over.countDown();
    Threads.join(flusher);
    journal.close();
  }
}
