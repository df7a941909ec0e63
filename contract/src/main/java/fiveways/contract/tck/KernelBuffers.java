package fiveways.contract.tck;

import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much the kernel holds of a connection that nobody reads. It is measured, since every system
 * counts in its own way, and it depends on the size of the writes: Linux with buffers of 32 KiB
 * takes 103,000 bytes by the thousand and 131,072 by 8 KiB.
 */
final class KernelBuffers {
  private static final List<Integer> WRITES = List.of(1000, 4096, 8192, 16_384, 65_536);
  private static final Duration STILL = Duration.ofMillis(100);
  private static final Map<Integer, Long> MEASURED = new ConcurrentHashMap<>();

  private KernelBuffers() {}

  /**
   * How many bytes a calibration pair absorbs: two connected sockets that are both written to and
   * never read, with several sizes of writes, of which the one that gets the most in counts.
   *
   * @param socketBuffer send and receive buffer of both sides, in bytes
   */
  static long absorb(int socketBuffer) {
    return MEASURED.computeIfAbsent(socketBuffer, KernelBuffers::measure);
  }

  private static long measure(int socketBuffer) {
    try (var selector = Selector.open()) {
      var pairs = new ArrayList<Pair>();
      try {
        for (int write : WRITES) {
          pairs.add(new Pair(socketBuffer, write, selector));
        }
        do {
          pairs.forEach(Pair::fill);
        } while (selector.select(writable -> {}, Patience.longer(STILL).toMillis()) > 0);
        return pairs.stream().mapToLong(pair -> pair.absorbed).max().orElseThrow();
      } finally {
        pairs.forEach(Pair::close);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Pair {
    private final int write;
    private final SocketChannel client = SocketChannel.open();
    private final SocketChannel accepted;
    private long absorbed;

    Pair(int socketBuffer, int write, Selector selector) throws IOException {
      this.write = write;
      try (var listener = ServerSocketChannel.open()) {
        listener.setOption(StandardSocketOptions.SO_RCVBUF, socketBuffer);
        listener.bind(ServerSettings.defaults().address());
        client.setOption(StandardSocketOptions.SO_RCVBUF, socketBuffer);
        client.connect(listener.getLocalAddress());
        accepted = listener.accept();
      }
      for (var side : List.of(client, accepted)) {
        side.setOption(StandardSocketOptions.SO_SNDBUF, socketBuffer);
        side.setOption(StandardSocketOptions.TCP_NODELAY, true);
        side.configureBlocking(false);
        side.register(selector, SelectionKey.OP_WRITE);
      }
    }

    void fill() {
      try {
        for (var side : List.of(client, accepted)) {
          for (int n; (n = side.write(ByteBuffer.allocate(write))) > 0; ) {
            absorbed += n;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void close() {
      try (client;
          accepted) {
        // both, whatever becomes of the first
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
