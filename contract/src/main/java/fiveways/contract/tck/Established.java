package fiveways.contract.tck;

import fiveways.contract.api.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel says of connections to a peer, where it does: whatever process has them. */
final class Established {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

  /**
   * What was sent and is not acknowledged, and what came and is not read, of a connection whose
   * ends may have been sent, too. A listener has other numbers there.
   */
  private static final Pattern QUEUES = Pattern.compile(" 0[14589B] ([0-9A-F]{8}):([0-9A-F]{8}) ");

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

  /**
   * How many bytes are under way to a peer and not yet read by it, whether they wait on its side or
   * on the other; empty where the kernel does not tell.
   */
  static OptionalLong held(Peer peer) {
    var port = ":%04X ".formatted(port(peer));
    return TABLES.stream().noneMatch(Files::isReadable)
        ? OptionalLong.empty()
        : OptionalLong.of(
            TABLES.stream()
                .filter(Files::isReadable)
                .flatMap(table -> rows(table).stream())
                .filter(row -> row.contains(port))
                .map(QUEUES::matcher)
                .filter(Matcher::find)
                .mapToLong(
                    row -> Long.parseLong(row.group(1), 16) + Long.parseLong(row.group(2), 16))
                .sum());
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
