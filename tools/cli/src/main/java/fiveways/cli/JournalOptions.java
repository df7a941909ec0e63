package fiveways.cli;

import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the event server needs besides what every server can be told. */
final class JournalOptions {
  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "replay: the file that events are kept in; made if it is not there.")
  private Optional<Path> journal = Optional.empty();

  @Option(
      names = "--flush",
      paramLabel = "TIME",
      converter = Words.PositiveDurationWord.class,
      description = "replay: how often it is written to; 100ms unless set.")
  private Optional<Duration> flush = Optional.empty();

  @Option(
      names = "--waiting",
      paramLabel = "N",
      converter = Words.CountWord.class,
      description =
          "replay: so many events may wait for a subscriber before it is dropped; 10000 unless set.")
  private Optional<Integer> waiting = Optional.empty();

  @Option(
      names = "--replay",
      paramLabel = "TIME",
      converter = Words.PositiveDurationWord.class,
      description = "replay: how long a subscriber's history may take; 10s unless set.")
  private Optional<Duration> replay = Optional.empty();

  /** By their names. */
  Map<String, Optional<?>> given() {
    var given = new LinkedHashMap<String, Optional<?>>();
    given.put("--journal", journal);
    given.put("--flush", flush);
    given.put("--waiting", waiting);
    given.put("--replay", replay);
    return given;
  }

  /** As it was typed. */
  Path file() {
    return journal.orElseThrow(() ->
        new Mistake(
            "replay needs --journal=FILE, in which events are kept: see `course help serve`"));
  }

  ReplaySettings settings(ServerSettings server) {
    var file = file();
    if (Files.isDirectory(file)) {
      throw new Mistake("--journal: '" + file + "' is a folder: name a file");
    }
    var folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new Mistake("--journal: '" + file + "' is in no folder that exists: make it first");
    }
    var settings = ReplaySettings.defaults(file).withServer(server);
    settings = flush.map(settings::withFlush).orElse(settings);
    settings = waiting.map(settings::withWaiting).orElse(settings);
    return replay.map(settings::withReplay).orElse(settings);
  }
}
