package fiveways.cli.demo;

import fiveways.contract.api.ModelProvider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a demo has seen. */
record DemoReport(
    List<Attempt> attempts,
    List<HeartbeatScene.Seen> heartbeats,
    List<EchoScene.Seen> echoes,
    List<RaceScene.Seen> races,
    List<ProgressScene.Seen> progresses,
    List<MergeScene.Seen> merges,
    List<DashboardScene.Seen> dashboards,
    List<ReplayScene.Seen> replays,
    List<Entry> matrix) {

  /** Whether every rule held, and every client of the scenes saw what it should. */
  boolean good() {
    return matrix.stream().allMatch(Entry::good)
        && heartbeats.stream().allMatch(HeartbeatScene.Seen::asItShouldBe)
        && echoes.stream().allMatch(EchoScene.Seen::asItShouldBe)
        && races.stream().allMatch(RaceScene.Seen::asItShouldBe)
        && progresses.stream().allMatch(ProgressScene.Seen::asItShouldBe)
        && merges.stream().allMatch(MergeScene.Seen::asItShouldBe)
        && dashboards.stream().allMatch(DashboardScene.Seen::asItShouldBe)
        && replays.stream().allMatch(ReplayScene.Seen::asItShouldBe)
        && attempts.stream()
            .filter(attempt -> attempt.version().equals(TimeoutScene.WITHIN))
            .allMatch(Attempt::endedForTheDeadline);
  }

  /** One document; see its records for what stands in it. */
  String toJson(List<ModelProvider> models, Duration took) {
    var document =
        new Document(
            Runtime.version().toString(),
            Runtime.getRuntime().availableProcessors(),
            models.stream().map(model -> model(model)).toList(),
            attempts.stream().map(Attempt::json).toList(),
            heartbeats,
            echoes,
            races,
            progresses,
            merges,
            dashboards,
            replays,
            matrix.stream().map(Row::of).toList(),
            good(),
            took.toMillis());
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(document);
  }

  private static Model model(ModelProvider model) {
    return new Model(model.id(), model.name(), DemoCommand.engineLines(model));
  }

  private record Document(
      String java,
      int cores,
      List<Model> models,
      List<Attempt.Json> timeout,
      List<HeartbeatScene.Seen> heartbeat,
      List<EchoScene.Seen> echo,
      List<RaceScene.Seen> race,
      List<ProgressScene.Seen> progress,
      List<MergeScene.Seen> merge,
      List<DashboardScene.Seen> dashboard,
      List<ReplayScene.Seen> replay,
      List<Row> matrix,
      boolean everyRuleHeld,
      long tookMillis) {}

  private record Model(String id, String name, OptionalInt engineLines) {}

  private record Row(
      String model,
      String scenario,
      int rules,
      int rulesHeld,
      int tests,
      List<String> broken,
      List<String> messages,
      Optional<String> torn,
      Map<String, String> verdicts,
      OptionalInt lines,
      Optional<Entry.Threads> threads) {

    static Row of(Entry entry) {
      return new Row(
          entry.model(),
          entry.scenario().name().toLowerCase(Locale.ROOT),
          entry.rules(),
          entry.held(),
          entry.tests(),
          entry.broken(),
          entry.messages(),
          entry.torn(),
          entry.verdicts(),
          entry.lines(),
          entry.threads());
    }
  }
}
