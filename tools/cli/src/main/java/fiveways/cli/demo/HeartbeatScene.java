package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import fiveways.contract.tck.Client;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Three clients of one server: one talks, one is slow, one says nothing. */
final class HeartbeatScene {
  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final Duration SILENCE = Duration.ofMillis(1400);
  private static final Duration GRACE = Duration.ofMillis(500);
  private static final Duration LAG = Duration.ofMillis(60);
  private static final int SOCKET_BUFFER = 32 * 1024;
  private static final int ROWS = 9;
  private static final int PUSHES_IN = 2;
  private static final int READS_IN = 7;

  private final Terminal terminal;

  HeartbeatScene(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * What was seen of one model.
   *
   * @param beats that the client got that talked
   * @param slowestEchoMicros of its lines
   * @param slowBytes what the slow client could push
   * @param slowAllBack whether all of that came back in order
   * @param slowBeats that the slow client got, once it read
   * @param bye whether the silent client was told goodbye
   */
  record Seen(
      String model,
      List<Integer> beats,
      long slowestEchoMicros,
      long slowBytes,
      boolean slowAllBack,
      List<Integer> slowBeats,
      boolean bye) {

    /** Whether it was as the rules want it; a slow machine may skip a beat. */
    boolean asItShouldBe() {
      boolean inOrder =
          IntStream.range(1, beats.size()).allMatch(i -> beats.get(i - 1) < beats.get(i));
      return !beats.isEmpty() && inOrder && slowAllBack && bye;
    }
  }

  List<Seen> play(List<ModelProvider> models) throws IOException, InterruptedException {
    Narration.title(
        terminal,
        "heartbeat",
        "A line server that beats every %s, whatever else goes on, and drops whoever"
            .formatted(Text.plain(PERIOD)),
        "says nothing for %s. One client talks, one is slow, one is silent."
            .formatted(Text.plain(SILENCE)));
    var seen = new ArrayList<Seen>();
    for (var provider : models) {
      try (var model = provider.open();
          var server = model.heartbeat(settings())) {
        warm(server.address());
        terminal.line(Narration.model(terminal, provider));
        seen.add(play(provider.id(), server));
      }
      conclude(seen.getLast());
    }
    return seen;
  }

  private static HeartbeatSettings settings() {
    return new HeartbeatSettings(
        ServerSettings.defaults().withSocketBuffer(SOCKET_BUFFER).withGrace(GRACE),
        PERIOD,
        SILENCE);
  }

  /** What a first client loads would be counted as lateness; so there is one before. */
  private static void warm(InetSocketAddress server) throws IOException {
    try (var client = Client.of(server)) {
      client.sendLine("warm");
      var _ = client.readLine();
    }
  }

  private Seen play(String model, Server server) throws IOException, InterruptedException {
    var talks = new Column("talks", 23);
    var slow = new Column("sends, and does not read", 34);
    var silent = new Column("says nothing", 12);
    var talker = new Talker(talks);
    var quiet = new Silent(silent);
    try (var t = new Lines(server.address(), talker::came);
        var pusher = new Pusher(server.address(), SOCKET_BUFFER, slow);
        var _ = new Lines(server.address(), quiet::came)) {
      var stage = new Stage(terminal, PERIOD, LAG, List.of(talks, slow, silent));
      stage.header();
      for (int row = 1; row <= ROWS; row++) {
        talker.say(t, row);
        slowly(row, pusher, slow);
        stage.row();
      }
      var _ = Waiting.until(() -> pusher.allBack() && quiet.bye());
      return new Seen(
          model,
          talker.beats(),
          talker.slowest().toNanos() / 1000,
          pusher.pushedInAll(),
          pusher.allBack(),
          pusher.beats(),
          quiet.bye());
    }
  }

  private static void slowly(int row, Pusher pusher, Column column)
      throws IOException, InterruptedException {
    if (row >= PUSHES_IN && row < READS_IN) {
      long sent = pusher.push();
      column.note(sent > 0 ? Text.size(sent) + " sent" : "stuck: not a byte fits");
    } else if (row == READS_IN) {
      pusher.readOn();
    }
  }

  private void conclude(Seen seen) {
    var missing = skipped(seen.beats());
    var skipped = skipped(seen.slowBeats());
    var text =
        "talks: %s, %s missing, slowest echo %s; slow: %s; silent: %s"
            .formatted(
                Text.count(seen.beats().size(), "beat"),
                missing.isEmpty() ? "none" : missing,
                Text.time(Duration.ofNanos(seen.slowestEchoMicros() * 1000)),
                skipped.isEmpty() ? "no beat skipped" : "beats " + skipped + " skipped, no burst",
                seen.bye() ? "told BYE" : "NOT told BYE");
    var style = seen.asItShouldBe() ? Style.GOOD : Style.BAD;
    Text.wrap(text, Terminal.WIDTH - 2)
        .forEach(line -> terminal.line("  " + terminal.style(style, line)));
    terminal.line("");
  }

  /** The numbers missing between those that came: {@code 3–6}. */
  static String skipped(List<Integer> beats) {
    var gaps = new ArrayList<String>();
    for (int i = 1; i < beats.size(); i++) {
      int from = beats.get(i - 1) + 1;
      int to = beats.get(i) - 1;
      if (from <= to) {
        gaps.add(from == to ? String.valueOf(from) : from + " to " + to);
      }
    }
    return String.join(", ", gaps);
  }

  /** Sends a line now and then, and notes how long it took to come back. */
  private static final class Talker {
    private final Column column;
    private final List<Integer> beats = new ArrayList<>();
    private long sentAt;
    private long slowest;

    Talker(Column column) {
      this.column = column;
    }

    void say(Lines lines, int number) throws IOException {
      synchronized (this) {
        sentAt = System.nanoTime();
      }
      lines.send("line " + number);
    }

    synchronized void came(String line) {
      if (line.startsWith("BEAT ")) {
        beats.add(Integer.valueOf(line.substring(5)));
        column.note(line);
      } else if (!line.isEmpty()) {
        long took = System.nanoTime() - sentAt;
        slowest = Math.max(slowest, took);
        column.note(line + ": " + Text.time(Duration.ofNanos(took)));
      }
    }

    synchronized List<Integer> beats() {
      return List.copyOf(beats);
    }

    synchronized Duration slowest() {
      return Duration.ofNanos(slowest);
    }
  }

  private static final class Silent {
    private final Column column;
    private volatile boolean bye;

    Silent(Column column) {
      this.column = column;
    }

    void came(String line) {
      bye |= line.equals("BYE silence");
      if (!line.isEmpty()) {
        column.note(line);
      }
    }

    boolean bye() {
      return bye;
    }
  }
}
