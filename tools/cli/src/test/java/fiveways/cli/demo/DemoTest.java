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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The scenes on the real models, and how all of it is told. */
class DemoTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(
          InputStream.nullInputStream(),
          new PrintStream(bytes, true, UTF_8),
          new PrintStream(bytes, true, UTF_8),
          false,
          false,
          Glyphs.UNICODE);

  private static List<ModelProvider> models() {
    return List.of(Models.called("01"), Models.called("04"));
  }

  private void assertToldWithin80Columns() {
    assertThat(bytes.toString(UTF_8).lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
  }

  @Test
  void first_attempts_go_on_and_the_right_ones_end() throws InterruptedException {
    var attempts = new TimeoutScene(terminal).play(models());
    assertThat(attempts).hasSize(4);
    for (var attempt : attempts) {
      boolean first = attempt.version().equals("first attempt");
      assertThat(attempt.stillWorking()).as(attempt.toString()).isEqualTo(first);
      if (!first) {
        assertThat(attempt.peer().orElseThrow())
            .as("never early")
            .isGreaterThanOrEqualTo(TimeoutScene.DEADLINE);
        assertThat(attempt.caller().orElseThrow()).isGreaterThanOrEqualTo(TimeoutScene.DEADLINE);
        assertThat(attempt.callerSaw()).contains("TimeoutException");
      }
    }
    assertThat(bytes.toString(UTF_8))
        .contains("01 blocking-threads", "04 virtual-threads")
        .containsPattern("first attempt +█{10}│▒{20}▶ still working at 3.00 s")
        .containsPattern("within\\(1 s, ask\\) +█{10}│.* ended at \\d")
        .contains("goes on after the deadline: 01 first attempt, 04 first attempt")
        .contains("has ended with it:          01 within, 04 within");
    assertToldWithin80Columns();
  }

  @Test
  void heartbeats_go_on_beside_a_slow_client() throws Exception {
    for (var seen : new HeartbeatScene(terminal).play(models())) {
      assertThat(seen.asItShouldBe()).as(seen.toString()).isTrue();
    }
    assertThat(bytes.toString(UTF_8)).contains("BYE silence", "KiB sent", "KiB back");
    assertToldWithin80Columns();
  }

  @Test
  void echoes_go_on_beside_a_stalled_client() throws Exception {
    for (var seen : new EchoScene(terminal).play(models())) {
      assertThat(seen.asItShouldBe()).as(seen.toString()).isTrue();
      assertThat(seen.halfClosedBytes()).isEqualTo(50_000);
    }
    assertToldWithin80Columns();
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
    assertToldWithin80Columns();
  }

  @Test
  void five_models_will_fit_as_well() {
    var five = Stream.generate(() -> models().getFirst()).limit(5).toList();
    new Matrix(terminal, five).write(List.of(), _ -> OptionalInt.of(1234));
    assertToldWithin80Columns();
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
