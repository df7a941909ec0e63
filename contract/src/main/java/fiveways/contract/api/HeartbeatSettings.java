package fiveways.contract.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a heartbeat server can be told.
 *
 * @param server what every server can be told
 * @param period the n-th beat is due n periods after the client was accepted
 * @param silence a client from which no byte came for so long is dropped
 */
public record HeartbeatSettings(ServerSettings server, Duration period, Duration silence) {

  /**
   * Refuses, with an {@link IllegalArgumentException} that names the setting, what makes no sense.
   */
  public HeartbeatSettings {
    requireNonNull(server, "server");
    Settings.positive("period", period);
    Settings.positive("silence", silence);
  }

  /** The defaults of {@link ServerSettings}, a beat every half second, five seconds of silence. */
  public static HeartbeatSettings defaults() {
    return new HeartbeatSettings(
        ServerSettings.defaults(), Duration.ofMillis(500), Duration.ofSeconds(5));
  }

  public HeartbeatSettings withServer(ServerSettings other) {
    return new HeartbeatSettings(other, period, silence);
  }

  public HeartbeatSettings withPeriod(Duration other) {
    return new HeartbeatSettings(server, other, silence);
  }

  public HeartbeatSettings withSilence(Duration other) {
    return new HeartbeatSettings(server, period, other);
  }
}
