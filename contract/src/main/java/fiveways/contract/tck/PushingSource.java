package fiveways.contract.tck;

import fiveways.contract.api.Peer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A source that sends numbered lines as fast as they are taken, until it is enough. */
final class PushingSource implements AutoCloseable {
  /** So that the kernel does not take more and more of what nobody reads. */
  private static final int SEND_BUFFER = 64 * 1024;

  private final long most;
  private final AtomicInteger lines = new AtomicInteger();
  private final AtomicLong taken = new AtomicLong();
  private final CountDownLatch begun;
  private final ScriptedPeer peer = ScriptedPeer.playing(this::push);
  private volatile boolean enough;
  private volatile boolean silent;

  /**
   * @param most after so many bytes it is enough
   */
  PushingSource(long most) {
    this(most, new CountDownLatch(0));
  }

  private PushingSource(long most, CountDownLatch begun) {
    this.most = most;
    this.begun = begun;
  }

  /** Silent until it is told to begin, and without a bound. */
  static PushingSource silentAtFirst() {
    return new PushingSource(Long.MAX_VALUE, new CountDownLatch(1));
  }

  void begin() {
    begun.countDown();
  }

  private void push(PeerConnection client) throws IOException, InterruptedException {
    client.setSendBuffer(SEND_BUFFER);
    begun.await();
    while (!enough && !silent && taken.get() < most) {
      var line = line(lines.get());
      client.send(line + "\n");
      lines.incrementAndGet();
      taken.addAndGet(line.length() + 1L);
    }
    if (!silent) {
      client.endOutput();
    }
  }

  /** Of many lengths, and most of them not of one with buffers. */
  private static String line(int number) {
    return number + " " + "x".repeat(number * 37 % 2000);
  }

  Peer peer() {
    return peer.peer();
  }

  PeerConnection connection() {
    return peer.connection(0);
  }

  /** How many bytes the kernel has taken from it, but for a part of a line. */
  long taken() {
    return taken.get();
  }

  /** This line is the last one. */
  void enough() {
    enough = true;
  }

  /** This line is the last one, too, but not the end. */
  void fallSilent() {
    silent = true;
  }

  /** What it has sent, once it has ended. */
  List<String> sent() {
    return IntStream.range(0, lines.get()).mapToObj(PushingSource::line).toList();
  }

  @Override
  public void close() {
    enough();
    begin();
    peer.close();
  }
}
