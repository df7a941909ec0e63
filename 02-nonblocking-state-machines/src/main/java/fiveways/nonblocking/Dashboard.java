package fiveways.nonblocking;

import static java.util.Objects.requireNonNull;

import fiveways.contract.api.Batching;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.nonblocking.engine.Loop;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Scenario 7: how does one send a batch on every tick, and not get stuck on the next event?
 *
 * <p>Nobody can be stuck who does not wait. An event that has come is put with the others, at once,
 * whatever is being written; half an event stays with its source ({@link Inlet}). A tick makes a
 * batch due, unless one is still being written; and when there are as many events as may wait, no
 * more are taken, and the source is not read.
 *
 * <p>What it costs: the machine in {@link Relay}. Whoever adds an event there, say that the viewer
 * wants to pause, has to think of what it means in five states.
 *
 * <p>Look next at {@link Merge}; and at the same file in {@code 01-blocking-threads}, where the two
 * activities are threads, and what they share is a monitor.
 */
public final class Dashboard {

  /** Cancelled, or as soon as one of the two fails, it is over, and closes both: {@link Relay}. */
  // tag::cancel[]
  public Operation dashboard(Batching batching) {
    requireNonNull(batching, "batching");
    return (loop, end) -> new Batched(loop, end, batching);
  }

  // end::cancel[]

  private static final class Batched extends Relay {
    private final int most;
    private List<Line> events = new ArrayList<>();
    private boolean batchIsDue;

    Batched(Loop loop, Consumer<Outcome> end, Batching batching) {
      super(loop, end, List.of(batching.source()), batching.viewer(), batching.period());
      most = batching.waiting();
    }

    /** While a batch is not sent, ticks are skipped. */
    @Override
    void tick(boolean free) {
      batchIsDue = free;
    }

    /** As long as there is room: what is not taken keeps its source from being read. */
    @Override
    void look() {
      if (events.size() < most) {
        takeAll();
      }
    }

    private void takeAll() {
      for (var event = inlet(0).take(); event.isPresent(); event = inlet(0).take()) {
        events.add(event.get());
      }
    }

    @Override
    Optional<byte[]> next() {
      if (!batchIsDue) {
        return Optional.empty();
      }
      batchIsDue = false;
      takeAll(); // also what there was no room for: now there is, and the source is read again
      return Optional.of(batch());
    }

    private byte[] batch() {
      var batch = new ByteArrayOutputStream();
      batch.writeBytes(Batching.batch(events.size()).bytes());
      events.forEach(event -> batch.writeBytes(event.bytes()));
      events = new ArrayList<>();
      return batch.toByteArray();
    }

    @Override
    byte[] last() {
      var last = new ByteArrayOutputStream();
      if (!events.isEmpty()) {
        last.writeBytes(batch());
      }
      last.writeBytes(Batching.end().bytes());
      return last.toByteArray();
    }

    @Override
    Reply reply() {
      return Batching.end();
    }
  }
}
