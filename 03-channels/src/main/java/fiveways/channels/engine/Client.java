package fiveways.channels.engine;

import com.softwaremill.jox.Source;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import java.io.IOException;

/** One client as it is to the actor that serves it, and that alone writes to it. */
public final class Client {

  /** What is done with a client until its input ends, or until it has been told to leave. */
  @FunctionalInterface
  public interface Service {
    void serve(Client client) throws IOException, InterruptedException;
  }

  private static final Line TOO_LONG = new Line("ERR line too long");

  private final Connection connection;
  private final Clock clock;
  private final Runnable leaving;

  /**
   * @param leaving called before a last word, which may never get through
   */
  Client(Connection connection, Clock clock, Runnable leaving) {
    this.connection = connection;
    this.clock = clock;
    this.leaving = leaving;
  }

  /** What it sends. It is closed when it has ended, or is to be taken for ended. */
  public Source<Chunk> input() {
    return connection.chunks();
  }

  public Clock clock() {
    return clock;
  }

  /** When it was accepted, by {@link System#nanoTime}. */
  public long acceptedAt() {
    return connection.acceptedAt();
  }

  /** Blocks while the client does not read. */
  public void write(byte[] bytes) throws IOException {
    connection.socket().getOutputStream().write(bytes);
  }

  /** Blocks while the client does not read. */
  public void write(Line line) throws IOException {
    write(line.bytes());
  }

  /** Has a last word with a client that has not ended. If it is not heard, the door cuts it off. */
  public void leave(Line lastWord) throws IOException, InterruptedException {
    leaving.run();
    connection.listenNoMore();
    write(lastWord);
  }

  /** Serves it, and ends our output. Blocks. */
  void serve(Service service) throws IOException, InterruptedException {
    try {
      service.serve(this);
    } catch (LineTooLongException e) {
      leave(TOO_LONG);
    }
    connection.socket().shutdownOutput();
  }
}
