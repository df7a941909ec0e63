package fiveways.contract;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.Callable;

/** Reads in a thread that is never cancelled, so that it keeps the bytes of a half-read line. */
class ReferenceConnection implements LineConnection<Callable<Reply>> {
  protected final Socket socket;
  private final ReferenceOperations operations;
  private final Handover<String> lines = new Handover<>();
  private final Thread reading = Thread.ofVirtual().name("reference-reader").unstarted(this::loop);

  ReferenceConnection(ReferenceOperations operations, Socket socket) {
    this.operations = operations;
    this.socket = socket;
  }

  /** A seam. */
  protected void start() {
    reading.start();
  }

  private void loop() {
    try {
      while (lines.put(lineFromPeer())) {
        // the next one
      }
    } catch (IOException end) {
      lines.end(end);
    } catch (InterruptedException closed) {
      lines.end(new IOException("closed", closed));
    }
  }

  protected final String lineFromPeer() throws IOException {
    return operations.readLine(socket.getInputStream());
  }

  @Override
  public Callable<Reply> readLine() {
    return () -> new Line(next());
  }

  /** A seam: waits for a line. */
  protected String next() throws IOException, InterruptedException {
    return lines.take();
  }

  @Override
  public void close() {
    try {
      socket.close();
      lines.end(new IOException("the connection is closed"));
      reading.interrupt();
      ReferenceOperations.joinUninterruptibly(reading);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
