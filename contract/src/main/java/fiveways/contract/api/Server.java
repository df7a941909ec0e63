package fiveways.contract.api;

import java.net.InetSocketAddress;

/** A server that is serving. Its members may be called from any thread. */
public interface Server extends AutoCloseable {

  /** Where it listens; the port is the real one, also if 0 was asked for. */
  InetSocketAddress address();

  /** How many clients are connected and accepted just now. */
  int connections();

  /**
   * Ends in this order: refuse new clients, let each connection finish what it has received, for at
   * most the grace period, then cut off what is left, and wait until no thread, timer or descriptor
   * stays. Blocks for that long. The port can be bound again at once. Closing twice is closing
   * once. An interrupt does not cut it short; it is restored at the end.
   */
  @Override
  void close();
}
