package fiveways.blocking;

import fiveways.blocking.engine.Alarms;
import fiveways.blocking.engine.Deadline;
import fiveways.blocking.engine.LineClient;
import fiveways.blocking.engine.LineServer;
import fiveways.blocking.engine.Threads;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Server;
import fiveways.contract.api.Settings;
import fiveways.contract.journal.JournalRecord;
import fiveways.contract.journal.Recovery;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Scenario 8: how does one hold an activity while another one runs?
 *
 * <p>Not from outside: {@code Thread.suspend} is gone, because it also stopped threads that held
 * locks. So there has to be a place where whoever is to be held asks, and that is the monitor of
 * the {@link Journal}: whoever appends waits in it as long as somebody's history is being read. The
 * flush is one thread more, which comes to the same monitor every now and then.
 *
 * <p>What it costs: a platform thread for each client, one for the flush, one for the alarms that
 * end a replay whose subscriber does not read; and a condition that everybody has to be woken for.
 *
 * <p>Look next at the same file in {@code 03-channels}, where whoever owns the journal just does
 * not listen to producers for a while.
 */
public final class Replay implements EventServer {
  private final ReplaySettings settings;
  private final Journal journal;
  private final Alarms limits;
  private final LineServer server;
  private final Thread flusher;
  private final CountDownLatch over = new CountDownLatch(1);

  /** What a producer's event is given to. */
  @FunctionalInterface
  private interface Appending {
    long append(String event) throws IOException;
  }

  /**
   * Serves from here on. Blocks for as long as it takes to read the journal.
   *
   * @throws IOException naming the address, the file or the offset, if it cannot be listened on,
   *     opened, or is corrupt
   */
  public Replay(ReplaySettings settings) throws IOException {
    this.settings = settings;
    journal = new Journal(settings.journal());
    limits = new Alarms("replay-limits");
    try {
      server = new LineServer("replay", settings.server(), this::serve);
    } catch (IOException | RuntimeException e) {
      limits.close();
      journal.close();
      throw e;
    }
    flusher = Threads.start("replay-flush", this::flushNowAndThen);
  }

  /** The same before it had to flush: each event is written to the file at once. */
  public static Server plain(ReplaySettings settings) throws IOException {
    var good = Recovery.of(settings.journal());
    var file = new RandomAccessFile(settings.journal().toFile(), "rw");
    file.setLength(good.length());
    file.seek(good.length());
    var appending = appendingTo(file, good.events());
    return new LineServer("append", settings.server(), client -> produce(client, appending));
  }

  // tag::flushing[]
  // tag::plain[]
  private static void produce(LineClient client, Appending journal) throws IOException {
    for (var line = client.line(); line.isPresent(); line = client.line()) {
      client.say(EventServer.ok(journal.append(line.get())).text());
    }
  }

  // end::plain[]
  // end::flushing[]

  // tag::plain[]
  private static Appending appendingTo(RandomAccessFile file, long before) {
    var seq = new long[] {before};
    return event -> {
      synchronized (seq) {
        file.write(JournalRecord.of(event));
        return ++seq[0];
      }
    };
  }

  // end::plain[]

  // tag::flushing[]
  private void flushNowAndThen() {
    long period = Settings.nanos(settings.flush());
    try {
      while (!over.await(period, TimeUnit.NANOSECONDS)) {
        journal.flush();
      }
    } catch (IOException | InterruptedException broken) {
      // Whoever appends is told; nobody interrupts us.
    }
  }

  // end::flushing[]

  private void serve(LineClient client) throws IOException {
    var command = client.line();
    if (command.isEmpty()) {
      return;
    }
    switch (command.get()) {
      case EventServer.PRODUCE -> {
        journal.producers(1);
        try {
          produce(client, journal::append);
        } finally {
          journal.producers(-1);
        }
      }
      case EventServer.SUBSCRIBE -> subscribe(client);
      default -> client.part("ERR unknown command");
    }
  }

  private void subscribe(LineClient client) throws IOException {
    var subscriber = new Subscriber(client, settings.waiting());
    try (var _ = limits.at(Deadline.in(settings.replay()), client::cutOff)) {
      journal.replayTo(subscriber);
    }
    try {
      subscriber.follow();
    } finally {
      journal.forget(subscriber);
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

  /** Twice is once; who comes second waits for the same end. */
  @Override
  public synchronized void close() {
    try {
      journal.closing();
    } catch (IOException broken) {
      // Whoever appends is told.
    }
    server.close();
    over.countDown();
    Threads.join(flusher);
    limits.close();
    journal.close();
  }
}
