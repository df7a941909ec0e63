package fiveways.benchmarks;

import fiveways.contract.api.Peer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** A {@link LoopbackPeer}, from this side. Its standard input is its life line. */
final class PeerProcess implements AutoCloseable {

  /** What it has seen since it started. */
  record Seen(long connections, long bytes) {}

  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;
  private final Peer replying;
  private final Peer silent;

  /**
   * Starts it; it listens when this returns. It compiles with C1 alone: it is soon as quick as it
   * gets, and its compiler takes little from the cores that are measured.
   */
  PeerProcess() throws IOException {
    process =
        Java.start(LoopbackPeer.class, List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"), List.of());
    out = process.inputReader();
    in = new PrintWriter(process.outputWriter(), true);
    var ports = numbers();
    replying = loopback(ports[0]);
    silent = loopback(ports[1]);
  }

  private static Peer loopback(long port) {
    return new Peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), (int) port));
  }

  Peer replying() {
    return replying;
  }

  Peer silent() {
    return silent;
  }

  Seen seen() throws IOException {
    in.println();
    var numbers = numbers();
    return new Seen(numbers[0], numbers[1]);
  }

  private long[] numbers() throws IOException {
    var line = out.readLine();
    if (line == null) {
      throw new IOException("the peer's process has ended");
    }
    var words = line.split(" ", 2);
    return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
  }

  /** Ends it, and waits until it is gone. */
  @Override
  public void close() {
    in.close();
    process.onExit().join();
  }
}
