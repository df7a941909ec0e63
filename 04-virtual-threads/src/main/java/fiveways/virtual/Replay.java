package fiveways.virtual;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.Line;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Server;
import fiveways.contract.api.Settings;
import fiveways.contract.journal.JournalRecord;
import fiveways.contract.journal.Recovery;
import fiveways.virtual.engine.Client;
import fiveways.virtual.engine.Lifetime;
import fiveways.virtual.engine.LineReader;
import fiveways.virtual.engine.Masked;
import fiveways.virtual.engine.Root;
import fiveways.virtual.engine.TcpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Scenario 8: how does one hold an activity while another one runs?
 *
 * <p>Not from outside: no thread can be told to stand still. So there has to be a place where it
 * asks, and that is the turn of the {@link Journal}: whoever appends takes it, and a replay keeps
 * it for as long as it reads. Producers are blocked there, and know nothing of replays. The flush
 * is one thread more, which asks for the turn every now and then.
 *
 * <p>What it costs: a virtual thread for each client and one for the flush; that replays wait for
 * each other, too; and that somebody has to end one whose subscriber does not read, as all others
 * wait for that.
 *
 * <p>Look next at the same file in {@code 02-nonblocking-state-machines}, where a producer is data
 * between two events, and it is enough to bring it none.
 */
public final class Replay implements EventServer {
  private static final Line UNKNOWN = new Line("ERR unknown command");

  private final ReplaySettings settings;
  private final Lifetime lifetime;
  private final Journal journal;
  private final TcpServer server;
  private final Root flusher;
  private final ReentrantLock closing = new ReentrantLock();
  private boolean closed;

  /** What was said first is no command. */
  private static final class UnknownCommand extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** What a producer's event is given to. */
  @FunctionalInterface
  private interface Appending {
    long append(String event) throws IOException, InterruptedException;
  }

  /**
   * Serves when this returns. Blocks for as long as it takes to read the journal.
   *
   * @throws IOException naming the address, the file or the offset, if it cannot be listened on,
   *     opened, or is corrupt
   */
  public Replay(ReplaySettings settings, Lifetime lifetime) throws IOException {
    this.settings = settings;
    this.lifetime = lifetime;
    journal = new Journal(settings.journal());
    try {
      server = new TcpServer("replay", settings.server(), new Lifetime(), this::serve);
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
    flusher = Root.start("flush", this::flushNowAndThen);
    lifetime.hold(this, this::close);
  }

  /** The same before it had to flush: each event is written to the file at once. */
  public static Server plain(ReplaySettings settings) throws IOException {
    var good = Recovery.of(settings.journal());
    var file = new RandomAccessFile(settings.journal().toFile(), "rw");
    file.setLength(good.length());
    file.seek(good.length());
    var appending = appendingTo(file, good.events());
    return new TcpServer(
        "append",
        settings.server(),
        new Lifetime(),
        client -> client.leave(client.talk(c -> produce(c, new LineReader(c.input()), appending))));
  }

  // tag::flushing[]
  // tag::plain[]
  private static void produce(Client client, LineReader lines, Appending journal)
      throws IOException, InterruptedException {
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      long seq = journal.append(line.get().text());
      client.output().write(EventServer.ok(seq).bytes());
    }
  }

  // end::plain[]
  // end::flushing[]

  // tag::plain[]
  private static Appending appendingTo(RandomAccessFile file, long before) {
    var turn = new ReentrantLock(true);
    var seq = new long[] {before};
    return event -> {
      turn.lockInterruptibly();
      try {
        file.write(JournalRecord.of(event));
        return ++seq[0];
      } finally {
        turn.unlock();
      }
    };
  }

  // end::plain[]

  // tag::flushing[]
  private void flushNowAndThen() throws InterruptedException {
    while (true) {
      Thread.sleep(Duration.ofNanos(Settings.nanos(settings.flush())));
      try {
        journal.flush();
      } catch (IOException broken) {
        return; // whoever appends is told
      }
    }
  }

  // end::flushing[]

  private void serve(Client client) throws IOException, InterruptedException {
    try {
      client.leave(client.talk(this::converse));
    } catch (UnknownCommand e) {
      client.leave(Optional.of(UNKNOWN));
    }
  }

  private void converse(Client client) throws IOException, InterruptedException {
    var lines = new LineReader(client.input());
    var command = lines.next();
    if (command.isEmpty()) {
      return;
    }
    switch (command.get().text()) {
      case EventServer.PRODUCE -> {
        journal.producers(1);
        try {
          produce(client, lines, journal::append);
        } finally {
          journal.producers(-1);
        }
      }
      case EventServer.SUBSCRIBE -> subscribe(new Subscriber(client, settings));
      default -> throw new UnknownCommand();
    }
  }

  private void subscribe(Subscriber subscriber) throws IOException, InterruptedException {
    journal.replayTo(subscriber);
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

  /** The journal is told beside: it may have to wait for a replay, which the server cuts off. */
  @Override
  public void close() {
    closing.lock();
    try {
      if (!closed) {
        closed = true;
        try (var _ = Masked.begin(journal::closing)) {
          server.close();
        }
        flusher.close();
        journal.close();
      }
    } finally {
      closing.unlock();
    }
    lifetime.forget(this);
  }
}
