package fiveways.channels.engine;

import static com.softwaremill.jox.Select.select;
import static fiveways.channels.engine.Input.Signal.END;

import com.softwaremill.jox.SelectClause;
import fiveways.channels.engine.Input.Chunk;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import java.io.IOException;
import java.util.function.Function;

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
  private final Runnable cuttingOff;
  private boolean readToTheEnd;

  /**
   * @param leaving called before a last word, which may never get through
   * @param cuttingOff has its socket closed
   */
  Client(Connection connection, Clock clock, Runnable leaving, Runnable cuttingOff) {
    this.connection = connection;
    this.clock = clock;
    this.leaving = leaving;
    this.cuttingOff = cuttingOff;
  }

  /** Blocks until it has sent more, or has ended, or is to be taken for ended. */
  public Input next() throws InterruptedException {
    return select(comes(chunk -> chunk, END), ended(END));
  }

  /** For a {@code select}: what it sends, and once that it has ended. */
  public <E> SelectClause<E> comes(Function<Chunk, ? extends E> event, E end) {
    return connection
        .input()
        .receiveClause(input -> {
          readToTheEnd = input == END;
          return switch (input) {
            case Chunk chunk -> event.apply(chunk);
            case END -> end;
          };
        });
  }

  /** For a {@code select}: that it is to be taken for ended. */
  public <E> SelectClause<E> ended(E event) {
    return connection.ended().heard(() -> event);
  }

  /** Whether nothing has come that was not read yet; does not block. */
  public boolean nothingToRead() {
    return connection.nothingToRead();
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
  public void leave(Line lastWord) throws IOException {
    leaving.run();
    write(lastWord);
  }

  /**
   * Has it cut off, whatever it still was to get: whoever waits at its socket wakes with an
   * exception. For any actor; does not block.
   */
  public void cutOff() {
    cuttingOff.run();
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

  /**
   * Receives what nobody wants until the client ends: who reads must not be left offering it, and
   * to close a socket with input unread would be a reset, which can destroy what was written last.
   */
  void ignoreTheRest() throws InterruptedException {
    while (!readToTheEnd) {
      readToTheEnd = connection.input().receive() == END;
    }
  }
}
