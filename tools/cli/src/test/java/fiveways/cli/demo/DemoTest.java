package fiveways.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fiveways.cli.Glyphs;
import fiveways.cli.Models;
import fiveways.cli.Scenario;
import fiveways.cli.Terminal;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.tck.PeerConnection;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The scenes on the real models, and how all of it is told. */
class DemoTest {
  private static final List<Story<Attempt>> TIMEOUT = new ArrayList<>();
  private static final List<Story<HeartbeatScene.Seen>> HEARTBEAT = new ArrayList<>();
  private static final List<Story<EchoScene.Seen>> ECHO = new ArrayList<>();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Terminal terminal = terminal(bytes);

  /** What a scene told, and what it saw. */
  private record Story<T>(String told, List<T> seen) {}

  @FunctionalInterface
  private interface Scene<T> {
    List<T> play(Terminal terminal, List<ModelProvider> models) throws Exception;
  }

  private static Terminal terminal(ByteArrayOutputStream bytes) {
    var out = new PrintStream(bytes, true, UTF_8);
    return new Terminal(InputStream.nullInputStream(), out, out, false, false, Glyphs.UNICODE);
  }

  private static List<ModelProvider> models() {
    return List.of(Models.called("01"), Models.called("04"));
  }

  /** All at the same time: they mostly wait. */
  @BeforeAll
  static void play() throws Exception {
    try (var stages = Executors.newVirtualThreadPerTaskExecutor()) {
      var timeout = new ArrayList<Future<Story<Attempt>>>();
      var heartbeat = new ArrayList<Future<Story<HeartbeatScene.Seen>>>();
      var echo = new ArrayList<Future<Story<EchoScene.Seen>>>();
      for (var model : models()) {
        timeout.add(stages.submit(() -> told((t, m) -> new TimeoutScene(t).play(m), model)));
        heartbeat.add(stages.submit(() -> told((t, m) -> new HeartbeatScene(t).play(m), model)));
        echo.add(stages.submit(() -> told((t, m) -> new EchoScene(t).play(m), model)));
      }
      for (int i = 0; i < models().size(); i++) {
        TIMEOUT.add(timeout.get(i).get());
        HEARTBEAT.add(heartbeat.get(i).get());
        ECHO.add(echo.get(i).get());
      }
    }
  }

  private static <T> Story<T> told(Scene<T> scene, ModelProvider model) throws Exception {
    var bytes = new ByteArrayOutputStream();
    var seen = scene.play(terminal(bytes), List.of(model));
    return new Story<>(bytes.toString(UTF_8), seen);
  }

  private static void assertWithin80Columns(String told) {
    assertThat(told.lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
  }

  @Test
  void first_attempts_go_on_and_the_right_ones_end() {
    for (var story : TIMEOUT) {
      assertThat(story.seen).hasSize(2);
      var first = story.seen.getFirst();
      assertThat(first.stillWorking()).as(first.toString()).isTrue();
      var right = story.seen.getLast();
      assertThat(right.peer().orElseThrow())
          .as("never early: " + right)
          .isGreaterThanOrEqualTo(TimeoutScene.DEADLINE);
      assertThat(right.caller().orElseThrow()).isGreaterThanOrEqualTo(TimeoutScene.DEADLINE);
      assertThat(right.callerSaw()).contains("TimeoutException");
      assertThat(story.told)
          .containsPattern("first attempt +█{10}│▒{20}▶ still working at 3.00 s")
          .containsPattern("within\\(1 s, ask\\) +█{10}│.* ended at \\d")
          .contains("goes on after the deadline: " + first.model() + " first attempt")
          .contains("has ended with it:          " + first.model() + " within");
      assertWithin80Columns(story.told);
    }
  }

  @Test
  void heartbeats_go_on_beside_a_slow_client() {
    for (var story : HEARTBEAT) {
      assertThat(story.seen.getFirst().asItShouldBe()).as(story.seen.toString()).isTrue();
      assertThat(story.told).contains("told BYE", "KiB sent", "KiB back");
      assertWithin80Columns(story.told);
    }
  }

  @Test
  void echoes_go_on_beside_a_stalled_client() {
    for (var story : ECHO) {
      assertThat(story.seen.getFirst().asItShouldBe()).as(story.seen.toString()).isTrue();
      assertThat(story.seen.getFirst().halfClosedBytes()).isEqualTo(50_000);
      assertWithin80Columns(story.told);
    }
  }

  @Test
  void skipped_beats_are_named() {
    assertThat(HeartbeatScene.skipped(List.of(1, 2, 3))).isEmpty();
    assertThat(HeartbeatScene.skipped(List.of(1, 6, 7, 9))).isEqualTo("2 to 5, 8");
  }

  private static Entry entry(String model, Scenario scenario, List<String> broken) {
    return new Entry(
        model,
        scenario,
        scenario.rules().size() - broken.size(),
        scenario.rules().size(),
        40,
        broken,
        broken.stream().map(rule -> model + " breaks " + rule).toList(),
        Optional.empty(),
        scenario == Scenario.TIMEOUT
            ? Map.of("TIME-10", "STOPS", "TIME-11", "BLOCKS", "TIME-13", "LAZY")
            : Map.of(),
        OptionalInt.of(88),
        scenario == Scenario.TIMEOUT
            ? Optional.empty()
            : Optional.of(new Entry.Threads(100, 3, 101)));
  }

  private static List<Entry> entries(List<String> brokenIn04) {
    return Stream.of(Scenario.values())
        .flatMap(scenario ->
            Stream.of(
                entry("01", scenario, List.of()),
                entry(
                    "04",
                    scenario,
                    brokenIn04.stream()
                        .filter(
                            rule -> scenario.rules().stream().anyMatch(r -> r.id().equals(rule)))
                        .toList())))
        .toList();
  }

  @Test
  void the_matrix_fits_and_says_what_held() {
    new Matrix(terminal, models()).write(entries(List.of("TIME-2")), _ -> OptionalInt.empty());
    assertThat(bytes.toString(UTF_8))
        .containsPattern("echo +rules held +8 of 8 +8 of 8")
        .containsPattern("timeout +rules held +13 of 13 +12 of 13")
        .containsPattern("TIME-10 \\S.* +STOPS +STOPS")
        .containsPattern("100 idle clients +3 \\+ 101 virtual")
        .containsPattern("engine +.* –");
    assertWithin80Columns(bytes.toString(UTF_8));
  }

  @Test
  void five_models_will_fit_as_well() {
    var five = Stream.generate(() -> models().getFirst()).limit(5).toList();
    new Matrix(terminal, five).write(List.of(), _ -> OptionalInt.of(1234));
    assertWithin80Columns(bytes.toString(UTF_8));
  }

  @Test
  void the_document_has_all_that_was_seen() {
    var attempt =
        new Attempt(
            "01",
            "first attempt",
            "an idea",
            Duration.ofSeconds(1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            PeerConnection.State.OPEN,
            14);
    var seen = new HeartbeatScene.Seen("01", List.of(1, 2), 900, 2000, true, List.of(1, 2), true);
    var echo = new EchoScene.Seen("01", 1000, 800, 2000, true, 50_000, true);
    var good = new DemoReport(List.of(attempt), List.of(seen), List.of(echo), entries(List.of()));
    var json = JsonMapper.shared().readTree(good.toJson(models(), Duration.ofMillis(1234)));
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder(
            "java",
            "cores",
            "models",
            "timeout",
            "heartbeat",
            "echo",
            "matrix",
            "everyRuleHeld",
            "tookMillis");
    assertThat(json.at("/models/1/name").asString()).isEqualTo("virtual-threads");
    assertThat(json.at("/timeout/0/callerBackMillis").isNull()).isTrue();
    assertThat(json.at("/timeout/0/stillWorking").asBoolean()).isTrue();
    assertThat(json.at("/heartbeat/0/beats/1").asInt()).isEqualTo(2);
    assertThat(json.at("/matrix/2/scenario").asString()).isEqualTo("timeout");
    assertThat(json.at("/matrix/2/verdicts/TIME-10").asString()).isEqualTo("STOPS");
    assertThat(json.at("/matrix/0/threads/virtual").asInt()).isEqualTo(101);
    assertThat(json.at("/matrix/0/rulesHeld").asInt()).isEqualTo(8);
    assertThat(json.at("/everyRuleHeld").asBoolean()).isTrue();
    assertThat(good.good()).isTrue();
  }

  @Test
  void a_broken_rule_or_a_torn_run_is_not_good() {
    var broken = new DemoReport(List.of(), List.of(), List.of(), entries(List.of("BEAT-3")));
    assertThat(broken.good()).isFalse();
    var whole = entry("01", Scenario.ECHO, List.of());
    var torn =
        new Entry(
            "01",
            Scenario.ECHO,
            8,
            8,
            40,
            List.of(),
            List.of(),
            Optional.of("its process ended too early"),
            Map.of(),
            whole.lines(),
            whole.threads());
    assertThat(new DemoReport(List.of(), List.of(), List.of(), List.of(torn)).good()).isFalse();
  }
}
