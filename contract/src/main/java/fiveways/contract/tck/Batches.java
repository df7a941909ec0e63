package fiveways.contract.tck;

import fiveways.contract.api.Batching;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the viewer of a dashboard was sent: batches, by the counts that they begin with, and the
 * end. A batch that is not all there yet is left out: it may still be under way. What is neither a
 * batch nor the end fails.
 */
final class Batches {
  private static final Pattern BATCH = Pattern.compile("BATCH (0|[1-9][0-9]{0,8})");

  /**
   * A batch that came.
   *
   * @param at how many bytes came before it
   * @param seen when its last event was taken from here, by {@link System#nanoTime}
   */
  record Batch(List<String> events, long at, long seen) {}

  private final List<Batch> whole = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private List<String> events = new ArrayList<>();
  private int missing; // events of the batch that has begun
  private long begin; // of that batch
  private long taken; // bytes, of whole lines
  private boolean ended;

  static Batches of(PeerConnection viewer) {
    return of(viewer.received());
  }

  static Batches of(String received) {
    var batches = new Batches();
    batches.take(received);
    return batches;
  }

  /** The next bytes, wherever they are cut. */
  void take(String received) {
    int from = 0;
    for (int end; (end = received.indexOf('\n', from)) >= 0; from = end + 1) {
      takeLine(line.append(received, from, end).toString());
      taken += line.length() + 1L;
      line.setLength(0);
    }
    line.append(received, from, received.length());
    if (ended && !line.isEmpty()) {
      throw wrong("after the end came " + Ends.shown(line.toString()));
    }
  }

  private void takeLine(String text) {
    if (ended) {
      throw wrong("after the end came " + Ends.shown(text));
    }
    if (missing > 0) {
      events.add(text);
      missing--;
    } else {
      begin(text);
    }
    if (missing == 0 && !ended) {
      whole.add(new Batch(events, begin, System.nanoTime()));
      events = new ArrayList<>();
    }
  }

  private void begin(String text) {
    var batch = BATCH.matcher(text);
    if (text.equals(Batching.end().text())) {
      ended = true;
    } else if (batch.matches()) {
      begin = taken;
      missing = Integer.parseInt(batch.group(1));
    } else {
      throw wrong("a batch or the end was due, and there came " + Ends.shown(text));
    }
  }

  private AssertionError wrong(String what) {
    return new AssertionError(
        "%s, after %d batches with %d events".formatted(what, whole.size(), events().size()));
  }

  /** Those that are all there. */
  List<Batch> whole() {
    return whole;
  }

  /** Those without an event. */
  List<Batch> empty() {
    return whole.stream().filter(batch -> batch.events().isEmpty()).toList();
  }

  int count() {
    return whole.size();
  }

  /** Of all whole batches, in order. */
  List<String> events() {
    return whole.stream().flatMap(batch -> batch.events().stream()).toList();
  }

  /** Whether the end has come, and so nothing is missing. */
  boolean ended() {
    return ended;
  }

  /** These are the events: none lost, none twice, in order, byte by byte. */
  void assertEvents(String what, List<String> sent) {
    Merged.assertLines(what + ", its events", events(), sent);
  }
}
