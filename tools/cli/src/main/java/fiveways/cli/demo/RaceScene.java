package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.contract.api.ModelProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Three peers of each model's race: one refuses, one never comes to an end, and one replies. */
final class RaceScene {
  static final Duration REFUSAL = Duration.ofMillis(300);
  static final Duration REPLY = Duration.ofSeconds(1);
  static final String WINNER = "Me!";
  private static final Duration WATCHED = Duration.ofSeconds(2);
  private static final Duration FRAME = Duration.ofMillis(50);
  private static final int LABEL = Narration.SHORT + 3;
  private static final int PEER = 8;

  private final Terminal terminal;
  private final Duration patience;
  private final TimeBar bar;

  RaceScene(Terminal terminal) {
    this(terminal, Waiting.PATIENCE);
  }

  /**
   * @param patience with a loser that ends late, because the machine is slow
   */
  RaceScene(Terminal terminal, Duration patience) {
    this.terminal = terminal;
    this.patience = patience;
    this.bar = new TimeBar(terminal, REPLY, WATCHED);
  }

  /**
   * What was seen of one model. Times are from the start; empty is what has not happened.
   *
   * @param callerSaw what the race came back with
   * @param asked how many connections each peer has seen
   */
  record Seen(
      String model,
      Optional<String> callerSaw,
      Optional<Long> callerBackMillis,
      Optional<Long> refusingSawEndMillis,
      Optional<Long> drippingSawEndMillis,
      Optional<Long> replyingSawEndMillis,
      List<Integer> asked) {

    /** Whether it was as the rules want it, however slow the machine is. */
    boolean asItShouldBe() {
      return problems().isEmpty();
    }

    /** What was not as the rules want it, in words. */
    List<String> problems() {
      var problems = new ArrayList<String>();
      if (callerSaw.isEmpty()) {
        problems.add("the race did not end");
      }
      callerSaw
          .filter(saw -> !saw.equals(WINNER))
          .ifPresent(saw -> problems.add("the race gave: " + saw));
      callerBackMillis
          .filter(back -> callerSaw.equals(Optional.of(WINNER)) && back < REPLY.toMillis())
          .ifPresent(back -> problems.add("back before anybody had replied"));
      if (drippingSawEndMillis.isEmpty()) {
        problems.add("a loser goes on when the race is over");
      }
      if (!asked.equals(List.of(1, 1, 1))) {
        problems.add("not each was asked once: " + asked);
      }
      return problems;
    }
  }

  List<Seen> play(List<ModelProvider> models) throws InterruptedException {
    Narration.title(
        terminal,
        "race",
        "Three attempts, and the first success wins. What becomes of the losers?",
        "One peer refuses after %s, which is no success; one drips, and never ends"
            .formatted(Text.plain(REFUSAL)),
        "its line; one replies after %s.".formatted(Text.plain(REPLY)),
        "A bar is as long as its peer sees the connection open.");
    try (var players =
        new Players<>(models, (provider, model) -> new Racing(provider.id(), model))) {
      watch(players);
      terminal.line("");
      var seen = players.all().stream().map(Racing::seen).toList();
      for (int i = 0; i < seen.size(); i++) {
        conclude(players.models().get(i), seen.get(i));
      }
      terminal.line("");
      return seen;
    }
  }

  /** Until all is over, or the axis is; after it there is some patience, but no more cells. */
  private void watch(Players<Racing> players) throws InterruptedException {
    terminal.line(" ".repeat(LABEL + PEER) + bar.heading("the winner replies"));
    terminal.line(" ".repeat(LABEL + PEER) + bar.axis());
    var bars = new Redrawn(terminal);
    long start = System.nanoTime();
    players.all().forEach(racing -> racing.begin(start));
    var now = Duration.ZERO;
    while (now.compareTo(WATCHED) < 0 && !players.all().stream().allMatch(Racing::over)) {
      bars.now(rows(players, now));
      Thread.sleep(FRAME);
      now = Duration.ofNanos(System.nanoTime() - start);
    }
    var _ = Waiting.until(() -> players.all().stream().allMatch(Racing::over), patience);
    bars.last(rows(players, WATCHED));
  }

  private List<String> rows(Players<Racing> players, Duration now) {
    var rows = new ArrayList<String>();
    for (int i = 0; i < players.all().size(); i++) {
      var label = "  " + Narration.shortly(players.models().get(i));
      var ends = players.all().get(i).ends();
      for (int peer = 0; peer < ends.size(); peer++) {
        rows.add(
            Text.column(peer == 0 ? label : "", LABEL, terminal.glyphs())
                + Text.column(Racing.PEERS.get(peer), PEER, terminal.glyphs())
                + row(ends.get(peer), now));
      }
    }
    return rows;
  }

  private String row(Optional<Duration> end, Duration now) {
    boolean over = now.compareTo(WATCHED) >= 0;
    boolean goesOn = over && end.filter(at -> at.compareTo(WATCHED) <= 0).isEmpty();
    var status = end.map(at -> "ended at " + Text.seconds(at));
    return bar.drawn(end.orElse(now), goesOn)
        + " "
        + status
            .map(text -> terminal.quiet(text))
            .orElse(over ? terminal.style(Style.BAD, "still open") : "");
  }

  private void conclude(ModelProvider model, Seen seen) {
    var text =
        "the winner at %s; the loser that dripped ended at %s"
            .formatted(
                seen.callerBackMillis().map(RaceScene::at).orElse(""),
                seen.drippingSawEndMillis().map(RaceScene::at).orElse(""));
    Narration.conclusion(terminal, model, text, seen.problems());
  }

  private static String at(long millis) {
    return Text.seconds(Duration.ofMillis(millis));
  }
}
