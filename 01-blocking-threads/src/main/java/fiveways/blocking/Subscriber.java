package fiveways.blocking;

import fiveways.blocking.engine.LineClient;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.journal.JournalReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Who is sent the events of {@link Replay}: first the history, written to it directly, and then
 * what waits in its queue. Whoever puts something there never waits for it.
 */
final class Subscriber {
  /**
   * Small steps: what is much larger than the kernel's buffer for this client would wait in the
   * middle for its acknowledgements, and those may be delayed, 40 ms each.
   */
  private static final int PIECE = 4 * 1024;

  private final LineClient client;
  private final int most;
  private final Duration replay;

  /** What is live; and, once, nothing: there will be no more. */
  private final BlockingQueue<Optional<byte[]>> live = new LinkedBlockingQueue<>();

  Subscriber(LineClient client, ReplaySettings settings) {
    this.client = client;
    most = settings.waiting();
    replay = settings.replay();
  }

  /** Writes to it all there is, until there will be no more, or it is gone; blocks meanwhile. */
  void follow(Journal journal) {
    try (var turn = client.turn()) { // to the end: nobody else has anything to say to it
      journal.replayTo(this);
      for (var event = live.take(); event.isPresent(); event = live.take()) {
        write(event.get());
      }
      turn.end();
    } catch (IOException | InterruptedException gone) {
      drop(); // nobody interrupts us
    } finally {
      journal.forget(this);
    }
  }

  /** Blocks while it does not read. In its own thread alone. */
  void write(byte[] events) throws IOException {
    try (var turn = client.turn()) {
      turn.write(events, events.length);
    }
  }

  /**
   * Writes to it what is in the file before that place; blocks meanwhile.
   *
   * @throws IOException if it is lost, or was dropped because this took longer than the limit
   */
  void sendHistory(Path journal, long end) throws IOException {
    var reader = new JournalReader();
    var piece = new byte[PIECE];
    long seq = 0;
    try (var _ = client.alarm(replay, this::drop);
        var file = new RandomAccessFile(journal.toFile(), "r")) {
      while (reader.offset() < end) {
        int n = file.read(piece);
        if (n < 0) {
          throw new EOFException("somebody else has cut off the journal: " + journal);
        }
        reader.put(piece, 0, n);
        var out = new ByteArrayOutputStream();
        for (var event = reader.next(); event.isPresent(); event = reader.next()) {
          seq++;
          out.writeBytes(EventServer.event(seq, event.get()));
        }
        write(out.toByteArray());
      }
    }
  }

  /** Does not block; false if there was no room. Only the journal puts events, one at a time. */
  boolean offer(byte[] event) {
    boolean room = live.size() < most;
    if (room) {
      live.add(Optional.of(event));
    } else {
      drop();
    }
    return room;
  }

  /** There will be no more. Does not block. */
  void end() {
    live.add(Optional.empty());
  }

  /** Cuts it off, which wakes whoever writes to it, or waits to. Does not block. */
  void drop() {
    client.reset();
    live.clear();
    end();
  }
}
