package fiveways.virtual;

import static java.util.Objects.requireNonNull;

import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Settings;
import fiveways.virtual.engine.Client;
import fiveways.virtual.engine.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/**
 * Who gets the events of {@link Replay}: first the history, written to it directly, and then what
 * is put into its queue. Whoever puts never waits: a subscriber that is too slow is dropped.
 */
final class Subscriber {
  private final Client client;
  private final int most;
  private final Duration limit;
  private final BlockingQueue<Optional<byte[]>> live = new LinkedBlockingQueue<>();

  Subscriber(Client client, ReplaySettings settings) {
    this.client = client;
    most = settings.waiting();
    limit = settings.replay();
  }

  /** Blocks while the client does not read. */
  void write(byte[] events) throws IOException {
    client.output().write(events);
  }

  /** Does not block; false if there was no room: then its connection has been closed. */
  boolean offer(byte[] event) {
    boolean room = live.size() < most;
    if (room) {
      live.add(Optional.of(event));
    } else {
      client.close(); // wakes whoever writes to it
    }
    return room;
  }

  /**
   * Does it, but for no longer than a replay may take: an interrupt at the limit closes the socket
   * that the replay is blocked in.
   */
  void withinLimit(Callable<Boolean> replay) throws IOException, InterruptedException {
    var time = Duration.ofNanos(Settings.nanos(limit));
    try (var scope =
        StructuredTaskScope.open(
            Joiner.<Boolean>awaitAllSuccessfulOrThrow(), c -> c.withTimeout(time))) {
      scope.fork(replay);
      var _ = Ending.join(scope);
    } catch (StructuredTaskScope.TimeoutException late) {
      throw new IOException("no replay within " + limit, late);
    } catch (StructuredTaskScope.FailedException lost) {
      throw new IOException("the subscriber is lost", requireNonNull(lost.getCause()));
    }
  }

  /** There will be no more. Does not block. */
  void end() {
    live.add(Optional.empty());
  }

  /** Writes what comes, until there will be no more. Blocks; an interrupt ends it. */
  void follow() throws IOException, InterruptedException {
    for (var event = live.take(); event.isPresent(); event = live.take()) {
      write(event.get());
    }
  }
}
