package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Text;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.tck.PeerConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Four peers of each model, all of which count, and a viewer that is told how far they are. */
final class ProgressScene {
  static final Duration PERIOD = Duration.ofMillis(250);
  static final String FAILED = "ERR";
  private static final Duration LAG = Duration.ofMillis(60);
  private static final int ROWS = 4;

  /** What a peer says to its question, and after what time. */
  record Answer(Duration after, String text) {
    void to(PeerConnection client) throws Exception {
      var _ = client.readLine();
      Thread.sleep(after);
      client.send(text + "\n");
    }
  }

  /** Not in the order of their times: replies are, in that of the questions. */
  static final List<Answer> ANSWERS =
      List.of(
          new Answer(Duration.ofMillis(900), "slow"),
          new Answer(Duration.ofMillis(600), FAILED + " no"),
          new Answer(Duration.ofMillis(300), "quick"),
          new Answer(Duration.ofMillis(600), "middling"));

  private static final String REPLIES = "slow " + FAILED + " quick middling";

  private final Terminal terminal;
  private final Duration patience;

  ProgressScene(Terminal terminal) {
    this(terminal, Waiting.PATIENCE);
  }

  /**
   * @param patience with what has not come when the last row is written
   */
  ProgressScene(Terminal terminal, Duration patience) {
    this.terminal = terminal;
    this.patience = patience;
  }

  /**
   * What was seen of one model.
   *
   * @param told to the viewer, in order
   * @param strange what else it was told
   * @param toldAll whether its connection has ended
   * @param callerSaw what all of them came back with; empty if they did not
   * @param failure why the scene could not be played
   */
  record Seen(
      String model,
      List<ProgressClients.Told> told,
      List<String> strange,
      boolean toldAll,
      Optional<String> callerSaw,
      Optional<String> failure) {

    /** Whether it was as the rules want it; a slow machine may skip a line. */
    boolean asItShouldBe() {
      return problems().isEmpty();
    }

    /** What was not as the rules want it, in words. */
    List<String> problems() {
      var problems = new ArrayList<String>();
      failure.ifPresent(problems::add);
      strange.forEach(line -> problems.add("the viewer was told: " + line));
      if (told.isEmpty()) {
        problems.add("the viewer was told nothing");
      } else if (!told.getLast().equals(new ProgressClients.Told(3, 1, ANSWERS.size()))) {
        problems.add("the viewer was not told how it ended");
      }
      if (IntStream.range(1, told.size()).anyMatch(i -> fewer(told.get(i), told.get(i - 1)))) {
        problems.add("counts went down");
      }
      if (!toldAll) {
        problems.add("the viewer's connection is still open");
      }
      if (!callerSaw.equals(Optional.of(REPLIES))) {
        problems.add("the replies were: " + callerSaw.orElse("none"));
      }
      return problems;
    }

    private static boolean fewer(ProgressClients.Told now, ProgressClients.Told before) {
      return now.done() < before.done() || now.failed() < before.failed();
    }
  }

  List<Seen> play(List<ModelProvider> models) throws InterruptedException {
    Narration.title(
        terminal,
        "progress",
        "Four peers are asked at once, and all count. They answer after 0.9, 0.6, 0.3 and",
        "0.6 s, and one of them by an error. A viewer is told every %s how far it is:"
            .formatted(Text.plain(PERIOD)),
        "how many are done, how many have failed, of how many.");
    try (var players =
        new Players<>(models, (provider, model) -> new ProgressClients(provider.id(), model))) {
      var stage = new Stage(terminal, PERIOD, LAG);
      stage.header(players.models(), List.of("done", "fail", "of"));
      stage.play(ROWS, players.all(), patience);
      terminal.line("");
      var seen = players.all().stream().map(ProgressClients::conclusion).toList();
      for (int i = 0; i < seen.size(); i++) {
        conclude(players.models().get(i), seen.get(i));
      }
      terminal.line("");
      return seen;
    }
  }

  private void conclude(ModelProvider model, Seen seen) {
    var text =
        "told %s; in the order asked: %s"
            .formatted(Text.count(seen.told().size(), "time"), seen.callerSaw().orElse(""));
    Narration.conclusion(terminal, model, text, seen.problems());
  }
}
