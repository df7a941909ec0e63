package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Who watches operations go on, and remembers what it was told, and when. */
final class Onlooker implements AutoCloseable {
  private static final Pattern LINE =
      Pattern.compile("PROGRESS done=([0-9]+) failed=([0-9]+) total=([0-9]+)");

  /** More than any test waits for. */
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** A line that came. */
  record Told(int done, int failed, int total) {
    private static Told of(MatchResult line) {
      return new Told(number(line, 1), number(line, 2), number(line, 3));
    }

    private static int number(MatchResult line, int group) {
      return Integer.parseInt(line.group(group));
    }
  }

  private final ScriptedPeer peer = ScriptedPeer.silent();

  /** As the API has it. */
  Viewer every(Duration period) {
    return new Viewer(peer.peer(), period, LIMIT);
  }

  /** How often somebody has connected. */
  int connections() {
    return peer.connections().size();
  }

  PeerConnection connection() {
    return peer.connection(0);
  }

  /** All lines so far; whatever is no such line is no way to tell progress. */
  List<Told> told() {
    return told(connection().received());
  }

  /** The lines of what was received. */
  static List<Told> told(String received) {
    return received
        .lines()
        .map(line -> {
          var match = LINE.matcher(line);
          assertThat(match.matches()).as("a line of progress: " + Ends.shown(line)).isTrue();
          return Told.of(match);
        })
        .toList();
  }

  /**
   * What it was told when its connection had ended. Before that it was to be told all: so it is the
   * connection's end that is looked at first.
   */
  List<Told> allTold(String what) {
    Ends.ends(what + ", the viewer", connection());
    assertThat(connection().received())
        .overridingErrorMessage("%s: the viewer was told nothing", what)
        .isNotEmpty();
    assertThat(connection().received()).as(what + ": told in whole lines").endsWith("\n");
    return told();
  }

  /** The numbers only grow. */
  static void assertNeverDown(String what, List<Told> told) {
    for (int i = 1; i < told.size(); i++) {
      var before = told.get(i - 1);
      var now = told.get(i);
      assertThat(now.done() >= before.done() && now.failed() >= before.failed())
          .overridingErrorMessage("%s: after %s came %s", what, before, now)
          .isTrue();
    }
  }

  @Override
  public void close() {
    peer.close();
  }
}
