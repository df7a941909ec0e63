package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Text;
import fiveways.contract.api.ModelProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A source of each model that sends some events, half of one, or none, and a viewer. */
final class DashboardScene {
  static final Duration PERIOD = Duration.ofMillis(250);
  static final String REPLY = "END";
  private static final Duration LAG = Duration.ofMillis(60);

  /** What the source sends in each row: events end with a line feed. */
  static final List<String> SENT =
      List.of("1\n2\n", "thr", "", "ee\n4\n", "", "5\n6\n7\n", "", "8\n");

  static final List<String> EVENTS = String.join("", SENT).lines().toList();

  private final Terminal terminal;
  private final Duration patience;

  DashboardScene(Terminal terminal) {
    this(terminal, Waiting.PATIENCE);
  }

  /**
   * @param patience with what has not come when the last row is written
   */
  DashboardScene(Terminal terminal, Duration patience) {
    this.terminal = terminal;
    this.patience = patience;
  }

  /**
   * What was seen of one model.
   *
   * @param batches how many events were in each
   * @param early the numbers of those that came before their time
   * @param events in all batches, in order
   * @param strange what came that is no part of a batch
   * @param ended whether the viewer was told the end, and its connection has ended
   * @param callerSaw what the operation came back with; empty if it did not
   * @param failure why the scene could not be played
   */
  record Seen(
      String model,
      List<Integer> batches,
      List<Integer> early,
      List<String> events,
      List<String> strange,
      boolean ended,
      Optional<String> callerSaw,
      Optional<String> failure) {

    /** How many batches were empty. */
    long empty() {
      return batches.stream().filter(size -> size == 0).count();
    }

    /** Whether it was as the rules want it; a slow machine may skip a tick. */
    boolean asItShouldBe() {
      return problems().isEmpty();
    }

    /** What was not as the rules want it, in words. */
    List<String> problems() {
      var problems = new ArrayList<String>();
      failure.ifPresent(problems::add);
      strange.forEach(line -> problems.add("the viewer got: " + line));
      if (!events.equals(EVENTS)) {
        problems.add("the events were: " + String.join(" ", events));
      }
      if (batches.size() < 3) {
        problems.add("hardly a batch came while it went on: " + batches.size());
      }
      if (!early.isEmpty()) {
        problems.add("too early: batches " + early);
      }
      if (!ended) {
        problems.add("the viewer was not told the end");
      }
      if (!callerSaw.equals(Optional.of(REPLY))) {
        problems.add("the reply was: " + callerSaw.orElse("none"));
      }
      return problems;
    }
  }

  List<Seen> play(List<ModelProvider> models) throws InterruptedException {
    Narration.title(
        terminal,
        "dashboard",
        "Events go to a viewer in batches, one every %s, whatever has come by then:"
            .formatted(Text.plain(PERIOD)),
        "  sent  events that the source has sent in this row; half: it stopped in one",
        "  got   how many were in the batch that the viewer got; also 0",
        "  all   events in all batches so far");
    try (var players =
        new Players<>(models, (provider, model) -> new DashboardClients(provider.id(), model))) {
      var stage = new Stage(terminal, PERIOD, LAG);
      stage.header(players.models(), List.of("sent", "got", "all"));
      stage.play(SENT.size(), players.all(), patience);
      terminal.line("");
      var seen = players.all().stream().map(DashboardClients::conclusion).toList();
      for (int i = 0; i < seen.size(); i++) {
        conclude(players.models().get(i), seen.get(i));
      }
      terminal.line("");
      return seen;
    }
  }

  private void conclude(ModelProvider model, Seen seen) {
    var text =
        "%d batches, %d of them empty; %s, each once and whole"
            .formatted(
                seen.batches().size(), seen.empty(), Text.count(seen.events().size(), "event"));
    Narration.conclusion(terminal, model, text, seen.problems());
  }
}
