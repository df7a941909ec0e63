package fiveways.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One client of the reference model's heartbeat: a thread that reads and a ticker, which share the
 * output under a lock that is held for one whole line at a time. Protected methods are seams.
 */
class ReferenceTalk {
  protected final HeartbeatSettings settings;
  protected final Connection connection;
  protected final long period;
  protected final long acceptedAt = System.nanoTime();
  protected final ByteArrayOutputStream line = new ByteArrayOutputStream();
  protected final ReentrantLock output = lock();
  private boolean ended; // guarded by output

  ReferenceTalk(HeartbeatSettings settings, Connection connection) {
    this.settings = settings;
    this.connection = connection;
    this.period = Settings.nanos(settings.period());
  }

  /** Whoever writes to this client holds it. */
  protected ReentrantLock lock() {
    return new ReentrantLock();
  }

  /** From accept to the end of output; if the client goes before, its socket is closed. */
  void serve() throws IOException {
    var ticker = startTicker();
    try {
      limitSilence();
      hear();
      end();
    } catch (SocketTimeoutException silent) {
      lastWord("BYE silence");
    } catch (LineTooLongException e) {
      lastWord("ERR line too long");
    } catch (IOException gone) {
      goneWith(gone);
    } finally {
      stop(ticker);
    }
  }

  private void goneWith(IOException failure) throws IOException {
    if (!connection.socket.isOutputShutdown()) {
      connection.socket.close(); // else the server is closing, and discards what still comes
    }
    throw failure;
  }

  /**
   * Each read may take the limit anew, and while an echo is blocked nobody reads: no clock runs.
   */
  protected void limitSilence() throws IOException {
    connection.socket.setSoTimeout(millis(settings.silence()));
  }

  protected static int millis(Duration duration) {
    return Math.toIntExact(
        Math.min(Math.ceilDiv(Settings.nanos(duration), 1_000_000L), Integer.MAX_VALUE));
  }

  protected void hear() throws IOException {
    var bytes = new byte[4096];
    for (int n; (n = connection.read(bytes)) >= 0; ) {
      heard(bytes, n);
    }
  }

  protected void heard(byte[] bytes, int n) throws IOException {
    for (int i = 0; i < n; i++) {
      if (bytes[i] == '\n') {
        echo(takeLine());
      } else {
        add(bytes[i]);
      }
    }
  }

  protected void add(byte b) throws IOException {
    if (line.size() == Line.MAX_BYTES) {
      throw new LineTooLongException();
    }
    line.write(b);
  }

  /** What has come since the last line feed, without a carriage return at its end. */
  protected byte[] takeLine() {
    var bytes = line.toByteArray();
    line.reset();
    int length = bytes.length;
    return length > 0 && bytes[length - 1] == '\r' ? Arrays.copyOf(bytes, length - 1) : bytes;
  }

  protected void echo(byte[] text) throws IOException {
    say(text);
  }

  /** Says a whole line; waits until the output is free and has room. */
  protected void say(byte[] text) throws IOException {
    output.lock();
    try {
      write(text);
    } finally {
      output.unlock();
    }
  }

  protected final void say(String text) throws IOException {
    say(text.getBytes(ISO_8859_1));
  }

  /** In one piece. */
  protected void write(byte[] text) throws IOException {
    if (ended) {
      throw new SocketException("the output has ended");
    }
    var whole = Arrays.copyOf(text, text.length + 1);
    whole[text.length] = '\n';
    connection.socket.getOutputStream().write(whole);
  }

  protected Thread startTicker() {
    return Thread.ofVirtual().name("reference-ticker").start(this::tickToTheEnd);
  }

  protected final void tickToTheEnd() {
    try {
      tick();
    } catch (IOException | InterruptedException over) {
      // the output has ended, or the client has gone
    }
  }

  protected void tick() throws IOException, InterruptedException {
    for (long n = 0; true; n = beatAfter(n)) {
      sleepUntil(n + 1);
    }
  }

  /** Until so many periods have passed since the client was accepted. */
  protected final void sleepUntil(long n) throws InterruptedException {
    Thread.sleep(Duration.ofNanos(n * period - (System.nanoTime() - acceptedAt)));
  }

  protected final long periods() {
    return (System.nanoTime() - acceptedAt) / period;
  }

  /** The clock is asked once the output is free: whatever was missed meanwhile is skipped. */
  protected long beatAfter(long last) throws IOException {
    output.lock();
    try {
      long n = periods();
      if (n > last) {
        write(("BEAT " + n).getBytes(ISO_8859_1));
      }
      return n;
    } finally {
      output.unlock();
    }
  }

  /** The ticker writes no more when this is called, or the socket is closed. */
  protected void stop(Thread ticker) {
    ticker.interrupt();
    ReferenceOperations.joinUninterruptibly(ticker);
  }

  protected void end() throws IOException {
    output.lock();
    try {
      endUnderLock();
    } finally {
      output.unlock();
    }
  }

  /**
   * For the server's closing thread: nobody is in the middle of a line, and nobody is waited for.
   */
  final void endIfFree() throws IOException {
    if (output.tryLock()) {
      try {
        endUnderLock();
      } finally {
        output.unlock();
      }
    }
  }

  private void endUnderLock() throws IOException {
    ended = true;
    connection.socket.shutdownOutput();
  }

  /** A client that does not even take the last word is cut off. */
  protected void lastWord(String word) throws IOException {
    var cutter = Thread.ofVirtual().name("reference-cutter").start(this::cutOffAfterGrace);
    try {
      say(word);
      end();
    } finally {
      cutter.interrupt();
      ReferenceOperations.joinUninterruptibly(cutter);
    }
  }

  private void cutOffAfterGrace() {
    try {
      Thread.sleep(Duration.ofNanos(Settings.nanos(settings.server().grace())));
      connection.socket.close();
    } catch (InterruptedException said) {
      // in time
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
