package fiveways.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.ReplaySettings;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reference model's event server: producers append to a {@link ReferenceJournal}, and each
 * subscriber has a {@link ReferenceSubscription}. Protected methods are seams.
 */
class ReferenceReplay extends ReferenceServer implements EventServer {
  protected final ReplaySettings settings;
  private final ReferenceJournal journal;
  private final Map<Connection, ReferenceSubscription> subscriptions = new ConcurrentHashMap<>();

  ReferenceReplay(ReplaySettings settings) throws IOException {
    super(settings.server());
    this.settings = settings;
    try {
      this.journal = journal(settings);
    } catch (IOException | RuntimeException refused) {
      super.close();
      throw refused;
    }
  }

  /** A seam: what producers and subscribers share. */
  protected ReferenceJournal journal(ReplaySettings with) throws IOException {
    return new ReferenceJournal(with);
  }

  /** A seam: what is done for one subscriber. */
  protected ReferenceSubscription subscription(ReferenceJournal to, Connection connection) {
    return new ReferenceSubscription(to, connection);
  }

  @Override
  protected ReferenceReplay started() {
    journal.start();
    super.started();
    return this;
  }

  @Override
  public long dropped() {
    return journal.recovery.dropped();
  }

  @Override
  protected void serve(Connection connection) throws IOException, InterruptedException {
    var lines = new ReferenceLines(connection);
    try {
      var first = lines.next();
      if (first.isPresent()) {
        serve(connection, first.get(), lines);
      }
    } catch (LineTooLongException e) {
      lastWord(connection, "ERR line too long");
    }
  }

  private void serve(Connection connection, String first, ReferenceLines lines)
      throws IOException, InterruptedException {
    switch (first) {
      case PRODUCE -> produce(connection, lines, journal);
      case SUBSCRIBE -> subscribe(connection);
      default -> lastWord(connection, "ERR unknown command");
    }
  }

  /** A seam: what is done for one producer. */
  protected void produce(Connection connection, ReferenceLines lines, ReferenceJournal to)
      throws IOException {
    for (var event = lines.next(); event.isPresent(); event = lines.next()) {
      say(connection, EventServer.ok(to.append(event.get())).bytes());
    }
  }

  /** A seam. */
  protected void say(Connection connection, byte[] line) throws IOException {
    connection.socket.getOutputStream().write(line);
  }

  private void subscribe(Connection connection) throws IOException, InterruptedException {
    var subscription = subscription(journal, connection);
    subscriptions.put(connection, subscription);
    var writer = subscription.start();
    try {
      hear(connection, writer);
    } finally {
      subscription.end();
      subscriptions.remove(connection);
    }
  }

  /** A seam: what a subscriber says is of no interest, and that it has said all is none either. */
  protected void hear(Connection connection, Thread writer)
      throws IOException, InterruptedException {
    var bytes = new byte[4096];
    while (connection.read(bytes) >= 0) {
      // whatever it was
    }
    connection.await(writer);
  }

  /** A seam: a client that does not even take the last word is cut off. */
  protected void lastWord(Connection connection, String word) throws IOException {
    try (var _ = new ReferenceLimit(settings.server().grace(), connection.socket)) {
      say(connection, (word + "\n").getBytes(ISO_8859_1));
    }
  }

  /**
   * When the server closes: a subscriber has got everything only when no producer can get another
   * acknowledgement.
   */
  @Override
  protected void finish(Connection connection) throws IOException {
    var subscription = Optional.ofNullable(subscriptions.get(connection));
    if (subscription.isEmpty()) {
      super.finish(connection);
    } else if (nobodyProduces()) {
      flushForTheLastTime(journal);
      if (connection.unwritten.get() == 0) {
        super.finish(connection);
        subscription.get().end();
      }
    }
  }

  /** A seam: for subscribers that are to get it. */
  protected void flushForTheLastTime(ReferenceJournal to) throws IOException {
    to.flush();
  }

  private boolean nobodyProduces() {
    return clients().stream()
        .filter(client -> !subscriptions.containsKey(client))
        .allMatch(client -> client.socket.isOutputShutdown());
  }

  @Override
  protected void cutOff(Connection connection) throws IOException {
    super.cutOff(connection);
    Optional.ofNullable(subscriptions.get(connection)).ifPresent(ReferenceSubscription::end);
  }

  @Override
  public void close() {
    super.close();
    journal.close();
  }
}
