package fiveways.contract.api;

import static java.util.Objects.requireNonNull;

/**
 * What an echo server can be told.
 *
 * @param server what every server can be told
 * @param buffer how many bytes of one client the server holds at most that it has read and not yet
 *     written, at least 1
 */
public record EchoSettings(ServerSettings server, int buffer) {

  /**
   * Refuses, with an {@link IllegalArgumentException} that names the setting, what makes no sense.
   */
  public EchoSettings {
    requireNonNull(server, "server");
    Settings.atLeast("buffer", 1, buffer);
  }

  /** The defaults of {@link ServerSettings} and 64 KiB. */
  public static EchoSettings defaults() {
    return new EchoSettings(ServerSettings.defaults(), 64 * 1024);
  }

  public EchoSettings withServer(ServerSettings other) {
    return new EchoSettings(other, buffer);
  }

  public EchoSettings withBuffer(int bytes) {
    return new EchoSettings(server, bytes);
  }
}
