package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Text;
import fiveways.contract.api.Merging;
import fiveways.contract.api.ModelProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two sources of each model, of which one stops in the middle of a line, and a sink. */
final class MergeScene {
  static final Duration ROW = Duration.ofMillis(250);
  static final Duration PERIOD = Duration.ofMillis(500);
  static final int ROWS = 8;
  static final int LINES_OF_B = 2;
  static final String LAST = Merging.status(ROWS, LINES_OF_B).text();
  private static final Duration LAG = Duration.ofMillis(60);

  private final Terminal terminal;
  private final Duration patience;

  MergeScene(Terminal terminal) {
    this(terminal, Waiting.PATIENCE);
  }

  /**
   * @param patience with what has not come when the last row is written
   */
  MergeScene(Terminal terminal, Duration patience) {
    this.terminal = terminal;
    this.patience = patience;
  }

  /**
   * What was seen of one model.
   *
   * @param a lines of the first source that came to the sink
   * @param b lines of the second
   * @param statuses that came to the sink, the last one included
   * @param wrong what came that should not have, or not there
   * @param ended whether the sink's connection has ended
   * @param callerSaw what the merge came back with; empty if it did not
   * @param failure why the scene could not be played
   */
  record Seen(
      String model,
      int a,
      int b,
      int statuses,
      List<String> wrong,
      boolean ended,
      Optional<String> callerSaw,
      Optional<String> failure) {

    /** Whether it was as the rules want it. */
    boolean asItShouldBe() {
      return problems().isEmpty();
    }

    /** What was not as the rules want it, in words. */
    List<String> problems() {
      var problems = new ArrayList<String>();
      failure.ifPresent(problems::add);
      wrong.stream().limit(3).forEach(line -> problems.add("the sink got: " + line));
      if (a != ROWS || b != LINES_OF_B) {
        problems.add("%d of %d and %d of %d lines came".formatted(a, ROWS, b, LINES_OF_B));
      }
      if (statuses < 2) {
        problems.add("no status came while it went on");
      }
      if (!ended) {
        problems.add("the sink's connection is still open");
      }
      if (!callerSaw.equals(Optional.of(LAST))) {
        problems.add("the reply was: " + callerSaw.orElse("none"));
      }
      return problems;
    }
  }

  List<Seen> play(List<ModelProvider> models) throws InterruptedException {
    Narration.title(
        terminal,
        "merge",
        "Two sources, one sink, and a status every %s. A says a line a row. B says"
            .formatted(Text.plain(PERIOD)),
        "one, then half of one; its other half comes four rows later. The sink sees:",
        "  A, B  how many lines of them, in all",
        "  stat  what the last status said of that");
    try (var players =
        new Players<>(models, (provider, model) -> new MergeClients(provider.id(), model))) {
      var stage = new Stage(terminal, ROW, LAG);
      stage.header(players.models(), List.of("A", "B", "stat"));
      stage.play(ROWS, players.all(), patience);
      terminal.line("");
      var seen = players.all().stream().map(MergeClients::conclusion).toList();
      for (int i = 0; i < seen.size(); i++) {
        conclude(players.models().get(i), seen.get(i));
      }
      terminal.line("");
      return seen;
    }
  }

  private void conclude(ModelProvider model, Seen seen) {
    var text =
        "%d of A, %d of B, none cut in two; %s, each right"
            .formatted(seen.a(), seen.b(), Text.count(seen.statuses(), "status line"));
    Narration.conclusion(terminal, model, text, seen.problems());
  }
}
