package fiveways.virtual;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.Line;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Server;
import fiveways.contract.api.Settings;
import fiveways.contract.journal.JournalRecord;
import fiveways.virtual.engine.Client;
import fiveways.virtual.engine.Lifetime;
import fiveways.virtual.engine.LineReader;
import fiveways.virtual.engine.TcpServer;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Scenario 8: how does one pause one activity while another one runs?
 *
 * <p>Not from outside: no thread can be told to stand still. So there has to be a place where it
 * asks, and that is the gate of the {@link Journal}: whoever appends goes through it alone, and who
 * reads a history holds it for as long as that takes. Producers are blocked there, in code that
 * knows nothing of replays, and read no further. The flush is one fork more in the server's scope,
 * which waits for nothing but its time.
 *
 * <p>A {@link Subscriber} is two forks, one that tells it and one that hears whether it is still
 * there, and either one's failure ends the other, wherever it stands.
 *
 * <p>What it costs: these threads; a gate that the slowest reader of a history holds, so that
 * somebody has to end that: a scope with a timeout. And files need care: an interrupt closes a
 * channel, and the journal is everybody's.
 *
 * <p>Look next at the same file in {@code 02-nonblocking-state-machines}, where whoever is to pause
 * is data between two events.
 */
public final class Replay implements EventServer {
  private static final Line UNKNOWN = new Line("ERR unknown command");

  /** Where a producer's events go; the result is the number of each. */
  @FunctionalInterface
  private interface Appending {
    long append(String event) throws IOException, InterruptedException;
  }

  private final ReplaySettings settings;
  private final Lifetime lifetime;
  private final Journal journal;
  private final CountDownLatch over = new CountDownLatch(1);
  private final TcpServer server;

  /**
   * Reads the journal, and then serves. Blocks for as long as the reading takes.
   *
   * @throws IOException naming the address, the file or the offset, if it cannot be listened on,
   *     opened, or is corrupt
   */
  public Replay(ReplaySettings settings, Lifetime lifetime) throws IOException {
    this.settings = settings;
    this.lifetime = lifetime;
    journal = new Journal(settings);
    try {
      server =
          new TcpServer(
              "replay",
              settings.server(),
              new Lifetime(), // this one's own end is ours to bring about, in close()
              client -> serve(client, journal::append, this::subscribe),
              this::flushNowAndThen);
    } catch (IOException e) {
      journal.close();
      throw e;
    }
    lifetime.hold(this, this::close);
  }

  /** The same server before it had to flush, and had nobody to tell: it appends, as it comes. */
  public static Server plain(ReplaySettings settings) throws IOException {
    var journal = new Straight(settings.journal());
    Client.Service refusing = client -> client.leave(Optional.of(UNKNOWN));
    return new TcpServer(
        "append",
        settings.server(),
        new Lifetime(),
        client -> serve(client, journal::append, refusing));
  }

  private static void serve(Client client, Appending journal, Client.Service subscribing)
      throws IOException, InterruptedException {
    client.leave(client.talk(it -> converse(it, journal, subscribing)));
  }

  private static void converse(Client client, Appending journal, Client.Service subscribing)
      throws IOException, InterruptedException {
    var lines = new LineReader(client.input());
    var first = lines.next();
    if (first.isPresent()) {
      switch (first.get().text()) {
        case PRODUCE -> produce(client, lines, journal);
        case SUBSCRIBE -> subscribing.serve(client);
        default -> client.leave(Optional.of(UNKNOWN));
      }
    }
  }

  /** One producer: it is told the number of each of its events. */
  // tag::plain[]
  // tag::flushing[]
  private static void produce(Client client, LineReader lines, Appending journal)
      throws IOException, InterruptedException {
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      try (var turn = client.output().turn()) { // the closing server cannot come in between
        if (!client.output().ended()) {
          turn.write(EventServer.ok(journal.append(line.get().text())));
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
      try (var file = new FileOutputStream(path.toFile(), true)) {
        file.write(JournalRecord.of(event));
      }
      events++;
      return events;
    }
    // end::plain[]
  }

  // tag::flushing[]
  private long flushNowAndThen() throws IOException, InterruptedException {
    Thread.currentThread().setName("flush");
    long period = Settings.nanos(settings.flush());
    long flushes = 0;
    while (!over.await(period, NANOSECONDS)) { // told, not interrupted: it may be writing
      journal.flush(); // even if nobody says a word
      flushes++;
    }
    return flushes;
  }

  // end::flushing[]

  private void subscribe(Client client) throws InterruptedException {
    new Subscriber(client, settings).serve(journal);
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

  /**
   * From the first line on nothing waits for the next period: producers end, then subscribers.
   *
   * @throws java.io.UncheckedIOException if something that was acknowledged could not be written
   */
  @Override
  public void close() {
    over.countDown();
    journal.flushAtOnce();
    try (journal) {
      server.close();
    } finally {
      lifetime.forget(this);
    }
  }
}
