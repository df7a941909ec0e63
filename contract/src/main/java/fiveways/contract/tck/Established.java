package fiveways.contract.tck;

import fiveways.contract.api.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel says of connections to a peer, where it does: whatever process has them. */
final class Established {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

  private Established() {}

  /**
   * How many are established on the side of those who connected: neither their end nor a reset is
   * out. Zero where the kernel does not tell.
   */
  static long to(Peer peer) {
    var established = ":%04X 01 ".formatted(port(peer)); // the other side's port, and the state
    return TABLES.stream()
        .filter(Files::isReadable)
        .flatMap(table -> rows(table).stream())
        .filter(row -> row.contains(established))
        .count();
  }

  private static int port(Peer peer) {
    return peer.address().getPort();
  }

  private static List<String> rows(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
