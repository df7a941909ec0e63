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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The scenes on the real models, and how all of it is told. */
class DemoTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  /** Of all models at once, as it is played. */
  private static final Stories REAL = new Stories();

  /** Of a model that keeps every rule beside one that does not. */
  private static final Stories MISTAKEN = new Stories();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Terminal terminal = terminal(bytes);

  /** What a scene told, and what it saw. */
  private record Story<T>(String told, List<T> seen) {}

  private static final class Stories {
    private final CompletableFuture<Story<Attempt>> timeout = new CompletableFuture<>();
    private final CompletableFuture<Story<HeartbeatScene.Seen>> heartbeat =
        new CompletableFuture<>();
    private final CompletableFuture<Story<EchoScene.Seen>> echo = new CompletableFuture<>();
    private final CompletableFuture<Story<RaceScene.Seen>> race = new CompletableFuture<>();
    private final CompletableFuture<Story<ProgressScene.Seen>> progress = new CompletableFuture<>();
    private final CompletableFuture<Story<MergeScene.Seen>> merge = new CompletableFuture<>();
    private final CompletableFuture<Story<DashboardScene.Seen>> dashboard =
        new CompletableFuture<>();
    private final CompletableFuture<Story<ReplayScene.Seen>> replay = new CompletableFuture<>();
  }

  @FunctionalInterface
  private interface Scene<T> {
    List<T> play(Terminal terminal) throws Exception;
  }

  private static Terminal terminal(ByteArrayOutputStream bytes) {
    var out = new PrintStream(bytes, true, UTF_8);
    return new Terminal(InputStream.nullInputStream(), out, out, false, false, Glyphs.UNICODE);
  }

  private static List<ModelProvider> models() {
    return List.of(Models.called("01"), Models.called("04"));
  }

  private static List<ModelProvider> five() {
    return Models.all().stream().filter(model -> !model.id().equals("99")).toList();
  }

  private static List<ModelProvider> with(MistakenProvider.Mistake mistake) {
    return List.of(Models.called("01"), new MistakenProvider(mistake));
  }

  /** All at the same time: they mostly wait. */
  @BeforeAll
  static void play() throws Exception {
    var mistaken = with(MistakenProvider.Mistake.NO_DEADLINE);
    try (var stages = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          List.of(
              tell(stages, REAL.timeout, t -> new TimeoutScene(t).play(five())),
              tell(stages, REAL.heartbeat, t -> new HeartbeatScene(t).play(five())),
              tell(stages, REAL.echo, t -> new EchoScene(t).play(five())),
              tell(stages, REAL.race, t -> new RaceScene(t).play(five())),
              tell(stages, REAL.progress, t -> new ProgressScene(t).play(five())),
              tell(stages, REAL.merge, t -> new MergeScene(t).play(five())),
              tell(stages, REAL.dashboard, t -> new DashboardScene(t).play(five())),
              tell(stages, REAL.replay, t -> new ReplayScene(t).play(five())),
              tell(stages, MISTAKEN.merge, t -> new MergeScene(t, SHORT).play(mistaken)),
              tell(stages, MISTAKEN.dashboard, t -> new DashboardScene(t, SHORT).play(mistaken)),
              tell(stages, MISTAKEN.replay, t -> new ReplayScene(t, SHORT).play(mistaken)),
              tell(stages, MISTAKEN.race, t -> new RaceScene(t, SHORT).play(mistaken)),
              tell(stages, MISTAKEN.progress, t -> new ProgressScene(t, SHORT).play(mistaken)),
              tell(stages, MISTAKEN.timeout, t -> new TimeoutScene(t, SHORT).play(mistaken)),
              tell(stages, MISTAKEN.heartbeat, t -> new HeartbeatScene(t, SHORT).play(mistaken)),
              tell(stages, MISTAKEN.echo, t -> new EchoScene(t, SHORT).play(mistaken)));
      for (var one : all) {
        one.get();
      }
    }
  }

  private static <T> Future<Boolean> tell(
      ExecutorService stages, CompletableFuture<Story<T>> story, Scene<T> scene) {
    return stages.submit(() -> story.complete(told(scene)));
  }

  private static <T> Story<T> told(Scene<T> scene) throws Exception {
    var bytes = new ByteArrayOutputStream();
    var seen = scene.play(terminal(bytes));
    return new Story<>(bytes.toString(UTF_8), seen);
  }

  private static void assertPlain(String told) {
    assertThat(told).doesNotContain("\033");
    assertThat(told.lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
  }

  private static DemoReport report(
      List<Attempt> attempts, List<HeartbeatScene.Seen> heartbeats, List<EchoScene.Seen> echoes) {
    return new DemoReport(
        attempts,
        heartbeats,
        echoes,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static DemoReport report(List<Entry> matrix) {
    return new DemoReport(
        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
        matrix);
  }

  private static String ids(List<ModelProvider> models) {
    return String.join(", ", models.stream().map(ModelProvider::id).toList());
  }

  @Test
  void first_attempts_go_on_and_the_right_ones_end() {
    var story = REAL.timeout.join();
    assertThat(story.seen).hasSize(2 * five().size());
    for (int i = 0; i < story.seen.size(); i += 2) {
      var first = story.seen.get(i);
      assertThat(first.model()).isEqualTo(five().get(i / 2).id());
      assertThat(first.stillWorking()).as(first.toString()).isTrue();
      assertThat(first.endedForTheDeadline()).as(first.toString()).isFalse();
      var right = story.seen.get(i + 1);
      assertThat(right.model()).isEqualTo(first.model());
      assertThat(right.peer().orElseThrow())
          .as("never early: " + right)
          .isGreaterThanOrEqualTo(TimeoutScene.DEADLINE);
      assertThat(right.endedForTheDeadline()).as(right.toString()).isTrue();
    }
    assertThat(story.told)
        .containsPattern("01 blocking +█{10}│▒{20}▶ still working at 3.00 s")
        .containsPattern("01 blocking +█{10}│.* ended at \\d")
        .contains("goes on after the deadline:  first attempt of " + ids(five()) + "\n");
    assertThat(story.told.lines().filter(line -> line.contains("peer sees the connection end")))
        .as("as it happens: each right version, and no first attempt")
        .hasSameSizeAs(five());
    assertPlain(story.told);
  }

  @Test
  void work_that_goes_on_in_the_right_version_is_seen() {
    var story = MISTAKEN.timeout.join();
    var wrong = story.seen.getLast();
    assertThat(wrong.model()).isEqualTo("98");
    assertThat(wrong.stillWorking()).isTrue();
    assertThat(story.told).contains("first attempt of 01, 98; within of 98");
    assertThat(report(story.seen, List.of(), List.of()).good()).isFalse();
    var right = story.seen.stream().filter(attempt -> attempt.model().equals("01")).toList();
    assertThat(report(right, List.of(), List.of()).good()).isTrue();
  }

  @Test
  void a_caller_that_is_back_too_early_is_seen() throws Exception {
    var early = new MistakenProvider(MistakenProvider.Mistake.HALF_THE_DEADLINE);
    var story = told(t -> new TimeoutScene(t).play(List.of(early)));
    assertThat(story.seen.getLast().endedForTheDeadline()).isFalse();
    assertThat(story.told)
        .contains("ended, but not as it should: within of 98")
        .doesNotContain("has ended with it");
  }

  @Test
  void heartbeats_go_on_beside_a_slow_client() {
    var story = REAL.heartbeat.join();
    assertThat(story.seen).hasSameSizeAs(five());
    for (var seen : story.seen) {
      assertThat(seen.problems()).as(seen.toString()).isEmpty();
    }
    assertThat(story.told).contains("held", "back", "BYE", "✓ 01 blocking");
    assertPlain(story.told);
  }

  @Test
  void a_server_that_does_not_beat_is_seen() {
    var story = MISTAKEN.heartbeat.join();
    assertThat(story.seen.getFirst().beats()).as("01 beats beside it").isNotEmpty();
    assertThat(story.seen.getLast().problems())
        .contains("no beats", "slow: no beats", "mute: no BYE");
    assertThat(story.told).containsPattern("✗ 98 mistaken +NOT as it should be: no beats");
    assertThat(report(List.of(), story.seen, List.of()).good()).isFalse();
    assertPlain(story.told);
  }

  @Test
  void early_beats_and_a_burst_are_seen() {
    var right =
        new HeartbeatScene.Seen(
            "01",
            List.of(1, 2),
            9,
            10,
            true,
            List.of(1, 5),
            true,
            9,
            9,
            List.of(),
            Optional.empty());
    assertThat(right.asItShouldBe()).isTrue();
    var burst =
        new HeartbeatScene.Seen(
            "01",
            List.of(1, 2),
            9,
            10,
            true,
            List.of(1, 2, 3),
            true,
            9,
            8,
            List.of(2),
            Optional.of("gone"));
    assertThat(burst.problems())
        .containsExactly(
            "gone", "too early: beats 2", "8 of 9 lines echoed", "slow: beats 1 2 3, none skipped");
  }

  @Test
  void echoes_go_on_beside_a_stalled_client() {
    var story = REAL.echo.join();
    assertThat(story.seen).hasSameSizeAs(five());
    for (var seen : story.seen) {
      assertThat(seen.problems()).as(seen.toString()).isEmpty();
      assertThat(seen.halfClosedBytes()).isEqualTo(50_000);
    }
    assertThat(story.told).contains("held", "sent", "back", "✓ 01 blocking");
    assertPlain(story.told);
  }

  @Test
  void a_server_that_sends_something_else_is_seen() {
    var story = MISTAKEN.echo.join();
    assertThat(story.seen.getLast().problems()).isNotEmpty();
    assertThat(story.seen.getLast().halfClosedAllBack()).isFalse();
    assertThat(story.told).containsPattern("✗ 98 mistaken +NOT as it should be: ");
    assertThat(report(List.of(), List.of(), story.seen).good()).isFalse();
    assertPlain(story.told);
  }

  @Test
  void losers_end_when_there_is_a_winner() {
    var story = REAL.race.join();
    assertThat(story.seen).hasSameSizeAs(five());
    for (var seen : story.seen) {
      assertThat(seen.problems()).as(seen.toString()).isEmpty();
      assertThat(seen.callerSaw()).contains(RaceScene.WINNER);
      assertThat(seen.callerBackMillis().orElseThrow())
          .isGreaterThanOrEqualTo(RaceScene.REPLY.toMillis());
      assertThat(seen.drippingSawEndMillis().orElseThrow())
          .as("not before there is a winner: " + seen)
          .isGreaterThanOrEqualTo(RaceScene.REPLY.toMillis());
    }
    assertThat(story.told)
        .containsPattern("01 blocking +refuses █{3,10} ")
        .containsPattern(" drips +█{10}│.* ended at \\d")
        .contains("✓ 05 async");
    assertPlain(story.told);
  }

  @Test
  void a_race_without_a_winner_is_seen() {
    var story = MISTAKEN.race.join();
    assertThat(story.seen.getFirst().problems()).as("01 beside it").isEmpty();
    assertThat(story.seen.getLast().problems())
        .contains("a loser goes on when the race is over", "not each was asked once: [0, 2, 0]");
    assertThat(story.told)
        .containsPattern("98 mistaken +refuses")
        .contains("still open")
        .containsPattern("✗ 98 mistaken +NOT as it should be: ");
    assertPlain(story.told);
  }

  @Test
  void a_viewer_is_told_how_far_it_is_and_how_it_ended() {
    var story = REAL.progress.join();
    assertThat(story.seen).hasSameSizeAs(five());
    for (var seen : story.seen) {
      assertThat(seen.problems()).as(seen.toString()).isEmpty();
    }
    assertThat(story.told)
        .containsPattern("done +fail +of +done +fail +of")
        .contains("✓ 03 channels", "asked: slow ERR quick middling");
    assertPlain(story.told);
  }

  @Test
  void a_viewer_that_is_forgotten_is_seen() {
    var story = MISTAKEN.progress.join();
    assertThat(story.seen.getLast().problems())
        .contains("the viewer was told nothing", "the viewer's connection is still open");
    assertThat(story.told).containsPattern("✗ 98 mistaken +NOT as it should be: ");
    assertPlain(story.told);
  }

  @Test
  void counts_that_go_down_and_replies_in_another_order_are_seen() {
    var down =
        new ProgressScene.Seen(
            "01",
            List.of(new ProgressClients.Told(1, 1, 4), new ProgressClients.Told(3, 0, 4)),
            List.of(),
            true,
            Optional.of("quick"),
            Optional.empty());
    assertThat(down.problems())
        .containsExactly(
            "the viewer was not told how it ended", "counts went down", "the replies were: quick");
  }

  @Test
  void a_silent_source_holds_up_nobody() {
    var story = REAL.merge.join();
    assertThat(story.seen).hasSameSizeAs(five());
    for (var seen : story.seen) {
      assertThat(seen.problems()).as(seen.toString()).isEmpty();
    }
    assertThat(story.told)
        .containsPattern("A +B +stat +A +B +stat")
        .contains("✓ 02 nonblocking", "8 of A, 2 of B");
    assertPlain(story.told);
  }

  @Test
  void sources_mixed_up_are_seen() {
    var story = MISTAKEN.merge.join();
    assertThat(story.seen.getFirst().problems()).as("01 beside it").isEmpty();
    assertThat(story.seen.getLast().problems()).contains("the sink got: B line 1");
    assertThat(story.told).containsPattern("✗ 98 mistaken +NOT as it should be: ");
    assertPlain(story.told);
  }

  @Test
  void batches_come_whatever_the_source_does() {
    var story = REAL.dashboard.join();
    assertThat(story.seen).hasSameSizeAs(five());
    for (var seen : story.seen) {
      assertThat(seen.problems()).as(seen.toString()).isEmpty();
    }
    assertThat(story.told).contains("half", "✓ 03 channels", "8 events, each once and whole");
    assertPlain(story.told);
  }

  @Test
  void a_dashboard_without_ticks_is_seen() {
    var story = MISTAKEN.dashboard.join();
    assertThat(story.seen.getLast().problems())
        .anySatisfy(problem -> assertThat(problem).startsWith("hardly a batch came"));
    assertThat(story.told).containsPattern("✗ 98 mistaken +NOT as it should be: ");
    assertPlain(story.told);
  }

  @Test
  void whoever_subscribes_late_gets_all_of_it() {
    var story = REAL.replay.join();
    assertThat(story.seen).hasSameSizeAs(five());
    for (var seen : story.seen) {
      assertThat(seen.problems()).as(seen.toString()).isEmpty();
    }
    assertThat(story.told).contains("✓ 05 async", "8 events acknowledged");
    assertPlain(story.told);
  }

  @Test
  void events_that_are_not_flushed_are_missed() {
    var story = MISTAKEN.replay.join();
    assertThat(story.seen.getLast().problems())
        .anySatisfy(problem -> assertThat(problem).startsWith("the first subscriber got: "));
    assertThat(story.told).containsPattern("✗ 98 mistaken +NOT as it should be: ");
    assertPlain(story.told);
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
        .containsPattern("echo: rules +8 of 8 +8 of 8")
        .containsPattern("timeout: rules +13 of 13 +12 of 13")
        .containsPattern("TIME-10 \\S.* +STOPS +STOPS")
        .containsPattern("threads +3 \\+ 101 v")
        .containsPattern("engine: code lines +–");
    assertPlain(bytes.toString(UTF_8));
  }

  @Test
  void five_models_fit_as_well() {
    var entries =
        Stream.of(Scenario.values())
            .flatMap(
                scenario -> five().stream().map(model -> entry(model.id(), scenario, List.of())))
            .toList();
    new Matrix(terminal, five()).write(entries, _ -> OptionalInt.of(1234));
    assertThat(bytes.toString(UTF_8))
        .contains("nonblocking")
        .doesNotContain(Glyphs.UNICODE.cut())
        .containsPattern("heartbeat: rules( +6 of 6){" + five().size() + "}\n");
    assertPlain(bytes.toString(UTF_8));
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
    var seen =
        new HeartbeatScene.Seen(
            "01",
            List.of(1, 2),
            900,
            2000,
            true,
            List.of(1, 4),
            true,
            9,
            9,
            List.of(),
            Optional.empty());
    var echo =
        new EchoScene.Seen("01", 1000, 800, 2000, true, 50_000, true, true, Optional.empty());
    var race =
        new RaceScene.Seen(
            "01",
            Optional.of(RaceScene.WINNER),
            Optional.of(1001L),
            Optional.of(301L),
            Optional.of(1002L),
            Optional.of(1003L),
            List.of(1, 1, 1));
    var progress =
        new ProgressScene.Seen(
            "01",
            List.of(new ProgressClients.Told(3, 1, 4)),
            List.of(),
            true,
            Optional.of("slow ERR quick middling"),
            Optional.empty());
    var merge =
        new MergeScene.Seen(
            "01", 8, 2, 4, List.of(), true, Optional.of(MergeScene.LAST), Optional.empty());
    var dashboard =
        new DashboardScene.Seen(
            "01",
            List.of(2, 0, 5, 1),
            List.of(),
            DashboardScene.EVENTS,
            List.of(),
            true,
            Optional.of("END"),
            Optional.empty());
    var eight = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    var replay = new ReplayScene.Seen("01", eight, eight, eight, List.of(), Optional.empty());
    var good =
        new DemoReport(
            List.of(attempt),
            List.of(seen),
            List.of(echo),
            List.of(race),
            List.of(progress),
            List.of(merge),
            List.of(dashboard),
            List.of(replay),
            entries(List.of()));
    var json = JsonMapper.shared().readTree(good.toJson(models(), Duration.ofMillis(1234)));
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder(
            "java",
            "cores",
            "models",
            "timeout",
            "heartbeat",
            "echo",
            "race",
            "progress",
            "merge",
            "dashboard",
            "replay",
            "matrix",
            "everyRuleHeld",
            "tookMillis");
    assertThat(json.at("/models/1/name").asString()).isEqualTo("virtual-threads");
    assertThat(json.at("/timeout/0/callerBackMillis").isNull()).isTrue();
    assertThat(json.at("/timeout/0/stillWorking").asBoolean()).isTrue();
    assertThat(json.at("/heartbeat/0/beats/1").asInt()).isEqualTo(2);
    assertThat(json.at("/heartbeat/0/echoes").asInt()).isEqualTo(9);
    assertThat(json.at("/echo/0/busyToTheEnd").asBoolean()).isTrue();
    assertThat(json.at("/race/0/drippingSawEndMillis").asInt()).isEqualTo(1002);
    assertThat(json.at("/progress/0/told/0/done").asInt()).isEqualTo(3);
    assertThat(json.at("/merge/0/callerSaw").asString()).isEqualTo("STATUS a=8 b=2");
    assertThat(json.at("/dashboard/0/batches/1").asInt()).isZero();
    assertThat(json.at("/replay/0/late/7").asInt()).isEqualTo(8);
    assertThat(json.at("/matrix/2/scenario").asString()).isEqualTo("timeout");
    assertThat(json.at("/matrix/2/verdicts/TIME-10").asString()).isEqualTo("STOPS");
    assertThat(json.at("/matrix/0/threads/virtual").asInt()).isEqualTo(101);
    assertThat(json.at("/matrix/0/rulesHeld").asInt()).isEqualTo(8);
    assertThat(json.at("/everyRuleHeld").asBoolean()).isTrue();
    assertThat(good.good()).isTrue();
  }

  @Test
  void a_broken_rule_or_a_torn_run_is_not_good() {
    var broken = report(entries(List.of("BEAT-3")));
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
    assertThat(report(List.of(torn)).good()).isFalse();
  }
}
