package fiveways.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Peer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One run of the reference model's merge or dashboard: virtual threads that read lines and write
 * them, and somebody who waits for their ends.
 */
abstract class ReferenceStreams implements AutoCloseable {

  /** What one of the threads does until it ends or fails. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  protected volatile boolean over;
  protected final List<Thread> workers = new ArrayList<>();
  private final BlockingQueue<Optional<Exception>> ends = new LinkedBlockingQueue<>();

  protected final void connect(Socket socket, Peer peer) throws IOException {
    socket.connect(peer.address());
  }

  /**
   * Starts a thread.
   *
   * @param counts whether its end is one of those that are waited for; its failure always is
   */
  protected final void start(Work work, boolean counts) {
    workers.add(
        Thread.ofVirtual()
            .name("reference-stream")
            .start(() -> {
              try {
                work.run();
                if (counts) {
                  ends.add(Optional.empty());
                }
              } catch (Exception failure) {
                failed(failure);
              }
            }));
  }

  /** A seam: what becomes of the failure of one of them. */
  protected void failed(Exception failure) {
    ends.add(Optional.of(failure));
  }

  protected final void awaitEnds(int many) throws Exception {
    for (int ended = 0; ended < many; ended++) {
      var failure = ends.take();
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }

  protected final InputStream in(Socket source) throws IOException {
    return new BufferedInputStream(source.getInputStream(), 8192);
  }

  /** A seam: the next line; none at the end of stream. */
  protected Optional<String> readLine(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b; (b = in.read()) != '\n'; line.write(b)) {
      if (b < 0) {
        return atEnd(line.toByteArray());
      }
      if (line.size() == Line.MAX_BYTES) {
        throw new LineTooLongException();
      }
    }
    return Optional.of(text(line.toByteArray()));
  }

  /** A seam: what a line is that the source's end cuts off. */
  protected Optional<String> atEnd(byte[] line) {
    return Optional.empty();
  }

  /** A seam: the text of the bytes before a line feed. */
  protected String text(byte[] line) {
    var text = new String(line, ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  protected final void stop() {
    workers.forEach(Thread::interrupt);
    workers.forEach(ReferenceOperations::joinUninterruptibly);
  }

  @Override
  public abstract void close() throws IOException;
}
