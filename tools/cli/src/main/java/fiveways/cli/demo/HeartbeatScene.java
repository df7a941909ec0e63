package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Text;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.ServerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Three clients of each model's server: one talks, one is slow, one says nothing. */
final class HeartbeatScene {
  static final Duration PERIOD = Duration.ofMillis(250);
  static final int ROWS = 9;
  private static final Duration SILENCE = Duration.ofMillis(1400);
  private static final Duration GRACE = Duration.ofMillis(500);
  private static final Duration LAG = Duration.ofMillis(60);
  static final int SOCKET_BUFFER = 32 * 1024;

  private final Terminal terminal;
  private final Duration patience;

  HeartbeatScene(Terminal terminal) {
    this(terminal, Waiting.PATIENCE);
  }

  /**
   * @param patience with what has not come when the last row is written
   */
  HeartbeatScene(Terminal terminal, Duration patience) {
    this.terminal = terminal;
    this.patience = patience;
  }

  /**
   * What was seen of one model.
   *
   * @param beats that the client got that talked
   * @param slowestEchoMicros of its lines
   * @param slowBytes what the slow client could push
   * @param slowAllBack whether all of that came back in order
   * @param slowBeats that the slow client got, before it was stuck and once it read
   * @param bye whether the silent client was told goodbye
   * @param lines that were sent by the client that talked
   * @param echoes of them that came back
   * @param earlyBeats that came before their time
   * @param failure why the clients could not do what they wanted
   */
  record Seen(
      String model,
      List<Integer> beats,
      long slowestEchoMicros,
      long slowBytes,
      boolean slowAllBack,
      List<Integer> slowBeats,
      boolean bye,
      int lines,
      int echoes,
      List<Integer> earlyBeats,
      Optional<String> failure) {

    /** Whether it was as the rules want it; a slow machine may skip a beat. */
    boolean asItShouldBe() {
      return problems().isEmpty();
    }

    /** What was not as the rules want it, in words. */
    List<String> problems() {
      var problems = new ArrayList<String>();
      failure.ifPresent(problems::add);
      problem(problems, beats.isEmpty(), "no beats");
      problem(problems, !ascending(beats), "beats out of order");
      problem(problems, !earlyBeats.isEmpty(), "too early: beats " + named(earlyBeats));
      problem(problems, echoes < lines, "%d of %d lines echoed".formatted(echoes, lines));
      problem(problems, !slowAllBack, "slow: not everything came back");
      problem(problems, slowBeats.isEmpty(), "slow: no beats");
      problem(
          problems,
          !slowBeats.isEmpty() && (!ascending(slowBeats) || skipped(slowBeats).isEmpty()),
          "slow: beats " + named(slowBeats) + ", none skipped");
      problem(problems, !bye, "mute: no BYE");
      return problems;
    }

    private static void problem(List<String> problems, boolean is, String what) {
      if (is) {
        problems.add(what);
      }
    }

    private static boolean ascending(List<Integer> beats) {
      return IntStream.range(1, beats.size()).allMatch(i -> beats.get(i - 1) < beats.get(i));
    }

    private static String named(List<Integer> beats) {
      return String.join(" ", beats.stream().map(String::valueOf).toList());
    }
  }

  List<Seen> play(List<ModelProvider> models) throws InterruptedException {
    Narration.title(
        terminal,
        "heartbeat",
        "A line server that beats every %s, whatever else goes on, and drops whoever"
            .formatted(Text.plain(PERIOD)),
        "says nothing for %s. Three clients each:".formatted(Text.plain(SILENCE)),
        "  talk  says a line a row: the beat that came, and %s for its echo"
            .formatted(terminal.glyphs().held()),
        "  slow  sends, and does not read: K that fit, or held: none did; then it reads",
        "  mute  says nothing");
    try (var cast =
        new Cast<>(
            models,
            model -> model.heartbeat(settings()),
            server -> HeartbeatClients.warm(server.address()),
            (model, server) ->
                new HeartbeatClients(model.id(), server.address(), terminal.glyphs()))) {
      var stage = new Stage(terminal, PERIOD, LAG);
      stage.header(cast.models(), List.of("talk", "slow", "mute"));
      stage.play(ROWS, cast.clients(), patience);
      terminal.line("");
      var seen = cast.clients().stream().map(HeartbeatClients::conclusion).toList();
      for (int i = 0; i < seen.size(); i++) {
        conclude(cast.models().get(i), seen.get(i));
      }
      terminal.line("");
      return seen;
    }
  }

  private static HeartbeatSettings settings() {
    return new HeartbeatSettings(
        ServerSettings.defaults().withSocketBuffer(SOCKET_BUFFER).withGrace(GRACE),
        PERIOD,
        SILENCE);
  }

  private void conclude(ModelProvider model, Seen seen) {
    var missing = skipped(seen.beats());
    var text =
        "%s%s, slowest echo %s; slow: %s skipped; mute: BYE"
            .formatted(
                Text.count(seen.beats().size(), "beat"),
                missing.isEmpty() ? "" : " (not " + missing + ")",
                Text.time(Duration.ofNanos(seen.slowestEchoMicros() * 1000)),
                skipped(seen.slowBeats()));
    Narration.conclusion(terminal, model, text, seen.problems());
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
}
