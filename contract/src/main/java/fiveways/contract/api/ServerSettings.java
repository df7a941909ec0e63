package fiveways.contract.api;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What every server can be told.
 *
 * @param address where to listen; port 0 means any free one
 * @param maxConnections how many clients are accepted at once, at least 1; more wait in the backlog
 * @param socketBuffer send and receive buffer of each connection in the kernel, in bytes; empty
 *     leaves them to it
 * @param grace how long connections may take to finish when the server closes; zero cuts them off
 */
public record ServerSettings(
    InetSocketAddress address, int maxConnections, OptionalInt socketBuffer, Duration grace) {

  /** How many clients may wait to be accepted; the kernel may have a lower limit of its own. */
  public static final int BACKLOG = 1024;

  /**
   * Refuses, with an {@link IllegalArgumentException} that names the setting, what makes no sense.
   */
  public ServerSettings {
    requireNonNull(address, "address");
    requireNonNull(socketBuffer, "socketBuffer");
    requireNonNull(grace, "grace");
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("unknown host: " + address.getHostString());
    }
    Settings.atLeast("maxConnections", 1, maxConnections);
    socketBuffer.ifPresent(bytes -> Settings.atLeast("socketBuffer", 1024, bytes));
    Settings.notNegative("grace", grace);
  }

  /**
   * A free port of the loopback interface, 10,000 clients, the kernel's buffers, two seconds of
   * grace.
   */
  public static ServerSettings defaults() {
    return new ServerSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        10_000,
        OptionalInt.empty(),
        Duration.ofSeconds(2));
  }

  public ServerSettings withAddress(InetSocketAddress other) {
    return new ServerSettings(other, maxConnections, socketBuffer, grace);
  }

  public ServerSettings withMaxConnections(int other) {
    return new ServerSettings(address, other, socketBuffer, grace);
  }

  public ServerSettings withSocketBuffer(int bytes) {
    return new ServerSettings(address, maxConnections, OptionalInt.of(bytes), grace);
  }

  public ServerSettings withGrace(Duration other) {
    return new ServerSettings(address, maxConnections, socketBuffer, other);
  }
}
