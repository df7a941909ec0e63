package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Text;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A producer, a subscriber, and one that comes late, of each model's event server. */
final class ReplayScene {
  static final Duration ROW = Duration.ofMillis(250);
  static final int ROWS = 8;
  static final int LATE_IN = 5;
  private static final Duration FLUSH = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofMillis(500);

  /** Longer than a flush: what is sent in a row is live in it. */
  private static final Duration LAG = Duration.ofMillis(140);

  private final Terminal terminal;
  private final Duration patience;

  ReplayScene(Terminal terminal) {
    this(terminal, Waiting.PATIENCE);
  }

  /**
   * @param patience with what has not come when the last row is written
   */
  ReplayScene(Terminal terminal, Duration patience) {
    this.terminal = terminal;
    this.patience = patience;
  }

  /**
   * What was seen of one model.
   *
   * @param acknowledged the numbers that the producer was told
   * @param first the numbers of the events that the first subscriber got
   * @param late the numbers of those that the late one got
   * @param strange what else any of them got
   * @param failure why the clients could not do what they wanted
   */
  record Seen(
      String model,
      List<Long> acknowledged,
      List<Long> first,
      List<Long> late,
      List<String> strange,
      Optional<String> failure) {

    /** Whether it was as the rules want it. */
    boolean asItShouldBe() {
      return problems().isEmpty();
    }

    /** What was not as the rules want it, in words. */
    List<String> problems() {
      var all = IntStream.rangeClosed(1, ROWS).mapToObj(Long::valueOf).toList();
      var problems = new ArrayList<String>();
      failure.ifPresent(problems::add);
      strange.forEach(line -> problems.add("somebody got: " + line));
      problem(problems, "acknowledged", acknowledged, all);
      problem(problems, "the first subscriber got", first, all);
      problem(problems, "the late subscriber got", late, all);
      return problems;
    }

    private static void problem(
        List<String> problems, String what, List<Long> seen, List<Long> expected) {
      if (!seen.equals(expected)) {
        problems.add(what + ": " + seen);
      }
    }
  }

  List<Seen> play(List<ModelProvider> models) throws InterruptedException {
    Narration.title(
        terminal,
        "replay",
        "An event server with a journal, flushed every %s. Three clients each:"
            .formatted(Text.plain(FLUSH)),
        "  prod  says an event a row: its number, once it is acknowledged",
        "  sub   gets every event, live",
        "  late  comes in row %d: first the history, out of the file, then live"
            .formatted(LATE_IN));
    var folder = temporary();
    try (var cast =
        new Cast<>(
            models,
            model -> model.replay(settings(Files.createTempFile(folder, "events", ".journal"))),
            server -> ReplayClients.warm(server.address()),
            (model, server) -> new ReplayClients(model.id(), server.address()))) {
      var stage = new Stage(terminal, ROW, LAG);
      stage.header(cast.models(), List.of("prod", "sub", "late"));
      stage.play(ROWS, cast.clients(), patience);
      terminal.line("");
      var seen = cast.clients().stream().map(ReplayClients::conclusion).toList();
      for (int i = 0; i < seen.size(); i++) {
        conclude(cast.models().get(i), seen.get(i));
      }
      terminal.line("");
      return seen;
    } finally {
      delete(folder);
    }
  }

  private static ReplaySettings settings(Path journal) {
    return ReplaySettings.defaults(journal)
        .withServer(ServerSettings.defaults().withGrace(GRACE))
        .withFlush(FLUSH);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("course-demo-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var journals = Files.list(folder)) {
      for (var journal : journals.toList()) {
        Files.delete(journal);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void conclude(ModelProvider model, Seen seen) {
    var text =
        "%s acknowledged; both subscribers got all, in order, without a seam"
            .formatted(Text.count(seen.acknowledged().size(), "event"));
    Narration.conclusion(terminal, model, text, seen.problems());
  }
}
