package fiveways.blocking.engine;

import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One client of a server that speaks in lines. One thread reads, any thread may say something. */
public final class LineClient {

  /** How long a last word may take even if there is no grace: else it would never be heard. */
  private static final Duration LAST_WORD = Duration.ofMillis(50);

  private final Client client;
  private final LineReader reader;
  private final Alarms alarms;
  private final Duration grace;

  LineClient(Client client, Alarms alarms, Duration grace) {
    this.client = client;
    this.reader = new LineReader(client.in());
    this.alarms = alarms;
    this.grace = grace;
  }

  /** How long ago it was accepted, in nanoseconds. */
  public long age() {
    return client.age();
  }

  /**
   * The next line; blocks until it is there. Nothing once the client has ended its output, or has
   * been told that its line is too long.
   *
   * @throws java.net.SocketTimeoutException if it was silent for the limit
   */
  public Optional<String> line() throws IOException {
    try {
      return reader.next();
    } catch (LineTooLongException e) {
      part("ERR line too long");
      return Optional.empty();
    }
  }

  /** From here on no byte may be longer in coming; time in which nobody reads does not count. */
  public void limitSilence(Duration limit) throws IOException {
    long millis = TimeUnit.NANOSECONDS.toMillis(Settings.nanos(limit) - 1) + 1;
    client.readTimeout((int) Math.min(millis, Integer.MAX_VALUE));
  }

  /** Says a line in a turn of its own. Blocks while the client does not read. */
  public void say(String line) throws IOException {
    try (var turn = turn()) {
      turn.say(line);
    }
  }

  /** Blocks until nobody else is saying anything; from then on nobody does until it is closed. */
  public Client.Turn turn() {
    return client.turn();
  }

  /** Whether its output has ended. During a turn nobody else ends it. */
  public boolean outputEnded() {
    return client.outputEnded();
  }

  /** Reads and drops whatever it says, lines or not; blocks until it has said all. */
  public void discard() throws IOException {
    client.discard();
  }

  /**
   * Whoever is told what others say ends after them, when the server closes, and by itself.
   *
   * @param told that all others have ended; must not block
   */
  public void endAfterOthers(Runnable told) {
    client.endAfterOthers(told);
  }

  /** Sets an alarm; what it does must not block. */
  public Alarms.Alarm alarm(Duration limit, Runnable action) {
    return alarms.at(Deadline.in(limit), action);
  }

  /** Cuts the connection off, whoever waits on it, with what it has not read. Does not block. */
  public void reset() {
    client.reset();
  }

  /**
   * Says its last words, ends the output, and drops what still comes until the client ends. Blocks
   * for at most the grace period, or a moment if that is shorter: then the connection is cut off,
   * whoever waits on it.
   */
  public void part(String lastWords) throws IOException {
    var limit = grace.compareTo(LAST_WORD) < 0 ? LAST_WORD : grace;
    try (var _ = alarms.at(Deadline.in(limit), client::close)) {
      try (var turn = turn()) {
        turn.say(lastWords);
        turn.end(); // in the same turn, so that they are the last
      }
      client.discard();
    }
  }
}
