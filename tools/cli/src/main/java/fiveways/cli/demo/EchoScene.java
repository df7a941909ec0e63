package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Text;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.ServerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Three clients of each model's server: one is busy, one stalls, one ends its output before it
 * reads.
 */
final class EchoScene {
  static final int SOCKET_BUFFER = 64 * 1024;
  private static final Duration TICK = Duration.ofMillis(200);
  private static final int ROWS = 7;

  private final Terminal terminal;
  private final Duration patience;

  EchoScene(Terminal terminal) {
    this(terminal, Waiting.PATIENCE);
  }

  /**
   * @param patience with what has not come when the last row is written
   */
  EchoScene(Terminal terminal, Duration patience) {
    this.terminal = terminal;
    this.patience = patience;
  }

  /**
   * What was seen of one model.
   *
   * @param echoes the busy client's, in all
   * @param slowestEchoMicros of them
   * @param stalledBytes what the stalled client could push before it was held back
   * @param stalledAllBack whether all of that came back once it read
   * @param halfClosedBytes what came back to the client that had ended its output
   * @param halfClosedAllBack whether that was all, and then the end
   * @param busyToTheEnd whether the busy client got every line back
   * @param failure why the clients could not do what they wanted
   */
  record Seen(
      String model,
      int echoes,
      long slowestEchoMicros,
      long stalledBytes,
      boolean stalledAllBack,
      int halfClosedBytes,
      boolean halfClosedAllBack,
      boolean busyToTheEnd,
      Optional<String> failure) {

    /** Whether it was as the rules want it. */
    boolean asItShouldBe() {
      return problems().isEmpty();
    }

    /** What was not as the rules want it, in words. */
    List<String> problems() {
      var problems = new ArrayList<String>();
      failure.ifPresent(problems::add);
      if (echoes == 0 || !busyToTheEnd) {
        problems.add("busy: no more after %,d echoes".formatted(echoes));
      }
      if (!stalledAllBack) {
        problems.add("slow: not everything came back");
      }
      if (!halfClosedAllBack) {
        problems.add(
            "half: %,d of %,d bytes came back".formatted(halfClosedBytes, EchoClients.HALF_CLOSED));
      }
      return problems;
    }
  }

  List<Seen> play(List<ModelProvider> models) throws InterruptedException {
    Narration.title(
        terminal,
        "echo",
        "A server for many clients: who notices whom? Three clients each:",
        "  busy  sends a line and reads it back, again and again: echoes in this row",
        "  slow  sends, and does not read: K that fit, or held: none did; then it reads",
        "  half  sends %,d bytes, ends its output, and only then reads"
            .formatted(EchoClients.HALF_CLOSED));
    try (var cast =
        new Cast<>(
            models,
            model -> model.echo(settings()),
            server -> EchoClients.warm(server.address()),
            (model, server) -> new EchoClients(model.id(), server.address()))) {
      var stage = new Stage(terminal, TICK, Duration.ZERO);
      stage.header(cast.models(), List.of("busy", "slow", "half"));
      stage.play(ROWS, cast.clients(), patience);
      terminal.line("");
      var seen = cast.clients().stream().map(EchoClients::conclusion).toList();
      for (int i = 0; i < seen.size(); i++) {
        conclude(cast.models().get(i), seen.get(i));
      }
      terminal.line("");
      return seen;
    }
  }

  private static EchoSettings settings() {
    return EchoSettings.defaults()
        .withServer(ServerSettings.defaults().withSocketBuffer(SOCKET_BUFFER));
  }

  private void conclude(ModelProvider model, Seen seen) {
    var text =
        "%,d echoes, slowest %s; slow: %s back; half: %,d back"
            .formatted(
                seen.echoes(),
                Text.time(Duration.ofNanos(seen.slowestEchoMicros() * 1000)),
                Cell.size(seen.stalledBytes()),
                seen.halfClosedBytes());
    Narration.conclusion(terminal, model, text, seen.problems());
  }
}
