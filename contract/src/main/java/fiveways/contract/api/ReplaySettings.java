package fiveways.contract.api;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What an event server can be told.
 *
 * @param server what every server can be told
 * @param journal the file that the events are kept in; made if it is not there
 * @param flush how often what has been appended is written to the file, longer than zero
 * @param waiting how many live events may wait for a subscriber before it is dropped, at least 1
 * @param replay how long one subscriber's history may take, longer than zero: for so long it can
 *     hold up producers and others; then it is dropped
 */
public record ReplaySettings(
    ServerSettings server, Path journal, Duration flush, int waiting, Duration replay) {

  /**
   * Refuses, with an {@link IllegalArgumentException} that names the setting, what makes no sense.
   */
  public ReplaySettings {
    requireNonNull(server, "server");
    requireNonNull(journal, "journal");
    Settings.positive("flush", flush);
    Settings.atLeast("waiting", 1, waiting);
    Settings.positive("replay", replay);
  }

  /**
   * The defaults of {@link ServerSettings}, a flush every 100 ms, 10,000 events that wait, ten
   * seconds for a replay.
   */
  public static ReplaySettings defaults(Path journal) {
    return new ReplaySettings(
        ServerSettings.defaults(), journal, Duration.ofMillis(100), 10_000, Duration.ofSeconds(10));
  }

  public ReplaySettings withServer(ServerSettings other) {
    return new ReplaySettings(other, journal, flush, waiting, replay);
  }

  public ReplaySettings withFlush(Duration other) {
    return new ReplaySettings(server, journal, other, waiting, replay);
  }

  public ReplaySettings withWaiting(int other) {
    return new ReplaySettings(server, journal, flush, other, replay);
  }

  public ReplaySettings withReplay(Duration other) {
    return new ReplaySettings(server, journal, flush, waiting, other);
  }
}
