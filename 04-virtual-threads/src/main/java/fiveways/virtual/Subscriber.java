package fiveways.virtual;

import static java.util.Objects.requireNonNull;

import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Settings;
import fiveways.contract.journal.JournalReader;
import fiveways.virtual.engine.Client;
import fiveways.virtual.engine.Ending;
import fiveways.virtual.engine.Served;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/**
 * Who is sent the events of {@link Replay}: first the history, written to it directly, and then
 * what waits in its queue. Whoever puts something there never waits for it.
 */
final class Subscriber {
  /**
   * Small steps: what is much larger than the kernel's buffer for this client would wait in the
   * middle for its acknowledgements, and those may be delayed.
   */
  private static final int PIECE = 4 * 1024;

  private final Client client;
  private final int most;
  private final Duration limit;

  /** What is live; and, once, nothing: there will be no more. */
  private final BlockingQueue<Optional<byte[]>> live = new LinkedBlockingQueue<>();

  Subscriber(Client client, ReplaySettings settings) {
    this.client = client;
    most = settings.waiting();
    limit = Duration.ofNanos(Settings.nanos(settings.replay()));
  }

  /**
   * Blocks until it has gone, or has all that there will be, and knows it. An interrupt ends it.
   */
  void serve(Journal journal) throws InterruptedException {
    client.endAfterOthers(() -> live.add(Optional.empty()));
    try (var scope = StructuredTaskScope.open(Joiner.<Boolean>awaitAllSuccessfulOrThrow())) {
      scope.fork(() -> client.discard()); // what it says is of no interest, but that it is gone
      scope.fork(() -> follow(journal));
      var _ = Ending.join(scope);
    } finally {
      journal.forget(this);
    }
  }

  private boolean follow(Journal journal) throws Exception {
    Served.nameThread("events");
    journal.replayTo(this);
    for (var event = live.take(); event.isPresent(); event = live.take()) {
      client.output().write(event.get());
    }
    try (var turn = client.output().turn()) {
      turn.end();
    }
    return true;
  }

  /**
   * Does it, but for no longer than a history may take: then an interrupt ends it, wherever it is
   * blocked, and closes the socket. Blocks.
   *
   * @throws Exception what it failed with, or that it was late
   */
  boolean withinLimit(Callable<Boolean> replay) throws Exception {
    try (var scope =
        StructuredTaskScope.open(
            Joiner.<Boolean>awaitAllSuccessfulOrThrow(), c -> c.withTimeout(limit))) {
      scope.fork(replay);
      var _ = Ending.join(scope);
      return true;
    } catch (StructuredTaskScope.TimeoutException late) {
      throw new IOException("no end of the history within " + limit, late);
    } catch (StructuredTaskScope.FailedException lost) {
      throw Ending.asItself(requireNonNull(lost.getCause()));
    }
  }

  /** Writes to it what is in the file. Blocks while it does not read. */
  boolean sendHistory(Path journal) throws IOException {
    Served.nameThread("history");
    var reader = new JournalReader();
    var piece = new byte[PIECE];
    long seq = 0;
    try (var file = new FileInputStream(journal.toFile())) {
      for (int n = file.read(piece); n >= 0; n = file.read(piece)) {
        reader.put(piece, 0, n);
        var out = new ByteArrayOutputStream();
        for (var event = reader.next(); event.isPresent(); event = reader.next()) {
          seq++;
          out.writeBytes(EventServer.event(seq, event.get()));
        }
        client.output().write(out.toByteArray()); // looks for an interrupt even if it need not wait
      }
    }
    return true;
  }

  /** Does not block; false if there was no room. Only the journal puts events, one at a time. */
  boolean offer(byte[] event) {
    boolean room = live.size() < most;
    if (room) {
      live.add(Optional.of(event));
    } else {
      client.reset(); // which wakes whoever reads from it, and ends whoever writes to it
    }
    return room;
  }
}
