package fiveways.channels;

import static com.softwaremill.jox.Select.select;

import fiveways.channels.Pending.Event;
import fiveways.channels.Pending.Given;
import fiveways.channels.Pending.History;
import fiveways.channels.engine.Client;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.journal.JournalReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * One subscriber of {@link Replay}, as the actor that serves it sees it: it is given the history's
 * end, and reads up to there; then it asks the {@link Keeper} for one event after another.
 */
final class Subscriber {
  /**
   * How much of the file is read at once. Little: a big write goes into a small socket buffer as
   * one segment, which the other side's system acknowledges late, for want of another one.
   */
  private static final int PIECE = 4 * 1024;

  /** What it waits for. */
  private sealed interface Heard {}

  private record Got(Given given) implements Heard {}

  private enum Signal implements Heard {
    SAID,
    DEAF,
    CLOSING
  }

  private final Client client;
  private final Keeper keeper;
  private final ReplaySettings settings;
  private final Pending pending;
  private boolean deaf; // it has ended its output: there is nothing more to hear
  private boolean closing;

  Subscriber(Client client, Keeper keeper, ReplaySettings settings) {
    this.client = client;
    this.keeper = keeper;
    this.settings = settings;
    this.pending = new Pending(client, settings);
  }

  /** Blocks until it has got all there will be, when the server closes. */
  void follow() throws IOException, InterruptedException {
    keeper.subscribes(pending);
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = take(next());
      }
    } finally {
      keeper.leaves(pending);
    }
  }

  /** What it says is received and forgotten. */
  private Given next() throws InterruptedException {
    while (true) {
      switch (heard()) {
        case Got(var given) -> {
          return given;
        }
        case Signal.SAID -> {}
        case Signal.DEAF -> deaf = true;
        case Signal.CLOSING -> {
          closing = true;
          keeper.closing();
        }
      }
    }
  }

  private Heard heard() throws InterruptedException {
    var given = pending.<Heard>given(Got::new);
    var said = client.<Heard>comes(_ -> Signal.SAID, Signal.DEAF);
    var ended = client.<Heard>ended(Signal.CLOSING);
    if (closing) { // which is said again and again
      return deaf ? select(given) : select(given, said);
    }
    return deaf ? select(given, ended) : select(given, said, ended);
  }

  private boolean take(Given given) throws IOException, InterruptedException {
    boolean goesOn = given != Pending.END;
    switch (given) {
      case History(long end) -> {
        sendHistory(end);
        keeper.replayed(pending);
      }
      case Event event -> client.write(event.bytes());
      default -> {} // the end
    }
    if (goesOn) {
      keeper.asks(pending);
    }
    return goesOn;
  }

  /** Meanwhile nobody writes to the file. */
  private void sendHistory(long end) throws IOException {
    try (var file = new RandomAccessFile(settings.journal().toFile(), "r")) {
      var reader = new JournalReader();
      var piece = new byte[PIECE];
      long seq = 0;
      for (long at = 0; at < end; ) {
        int read = file.read(piece, 0, (int) Math.min(PIECE, end - at));
        if (read < 0) {
          throw new EOFException("somebody has cut the journal: " + settings.journal());
        }
        at += read;
        reader.put(piece, 0, read);
        seq = send(reader, seq);
      }
    }
  }

  private long send(JournalReader reader, long before) throws IOException {
    long seq = before;
    var out = new ByteArrayOutputStream();
    for (var event = reader.next(); event.isPresent(); event = reader.next()) {
      seq++;
      out.writeBytes(EventServer.event(seq, event.get()));
    }
    client.write(out.toByteArray());
    return seq;
  }
}
