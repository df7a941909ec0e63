package fiveways.contract.tck;

import fiveways.contract.api.Merging;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sink of a merge was sent: the lines of either source, and the statuses. A part of a line
 * at the end is left out: it may still be under way.
 */
record Merged(List<String> a, List<String> b, List<Status> statuses) {

  /**
   * A status that came.
   *
   * @param at how many bytes came before it
   * @param a how many lines of the first source came before it
   * @param b how many of the second
   */
  record Status(String text, long at, long a, long b) {
    boolean isTrue() {
      return text.equals(Merging.status(a, b).text());
    }
  }

  static Merged of(PeerConnection sink) {
    return of(sink.received());
  }

  static Merged of(String received) {
    var merged = new Merged(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int begin = 0;
    for (int end; (end = received.indexOf('\n', begin)) >= 0; begin = end + 1) {
      merged.take(received.substring(begin, end), begin);
    }
    return merged;
  }

  private void take(String line, long at) {
    if (line.startsWith("A ")) {
      a.add(line.substring(2));
    } else if (line.startsWith("B ")) {
      b.add(line.substring(2));
    } else if (line.startsWith("STATUS ")) {
      statuses.add(new Status(line, at, a.size(), b.size()));
    } else {
      throw new AssertionError(
          "a line came that is none of A, of B or a status: %s, after %d of A, %d of B and %d statuses"
              .formatted(Ends.shown(line), a.size(), b.size(), statuses.size()));
    }
  }

  /** Each status tells of the lines before it. */
  void assertStatusesTrue(String what) {
    for (var status : statuses) {
      if (!status.isTrue()) {
        throw new AssertionError(
            "%s: %s came after %d lines of A and %d of B"
                .formatted(what, Ends.shown(status.text()), status.a(), status.b()));
      }
    }
  }

  /** These are the lines of a source: none lost, none twice, in order, byte by byte. */
  static void assertLines(String what, List<String> seen, List<String> sent) {
    for (int i = 0; i < Math.max(seen.size(), sent.size()); i++) {
      var came = i < seen.size() ? Ends.shown(seen.get(i)) : "nothing";
      var due = i < sent.size() ? Ends.shown(sent.get(i)) : "nothing";
      if (i >= seen.size() || i >= sent.size() || !seen.get(i).equals(sent.get(i))) {
        throw new AssertionError(
            "%s, line %d of %d: expected %s, seen %s"
                .formatted(what, i + 1, sent.size(), due, came));
      }
    }
  }
}
