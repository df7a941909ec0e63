package fiveways.virtual.engine;

import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/** One client of a server: its input, our output, and how a connection ends with good manners. */
public final class Client implements AutoCloseable {

  /** What is done with a client until its input ends. Blocks; an interrupt ends it. */
  @FunctionalInterface
  public interface Service {
    void serve(Client client) throws IOException, InterruptedException;
  }

  private static final Line TOO_LONG = new Line("ERR line too long");

  /** How long a last word may take even if there is no grace: else it would never be heard. */
  private static final Duration LAST_WORD = Duration.ofMillis(50);

  private final Socket socket;
  private final Duration grace;
  private final long acceptedAt = System.nanoTime();
  private final Input input;
  private final Output output;
  private Optional<Line> afterSilence = Optional.empty();
  private volatile Optional<Runnable> endAfterOthers = Optional.empty();
  private boolean told; // by who closes the server

  Client(Socket socket, Duration grace) {
    this.socket = socket;
    this.grace = grace;
    this.input = new Input(socket);
    this.output = new Output(socket);
  }

  void configure(ServerSettings settings) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true); // who vanishes without a word is found out in the end
    if (settings.socketBuffer().isPresent()) {
      socket.setSendBufferSize(settings.socketBuffer().getAsInt());
    }
  }

  String name() {
    return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
  }

  /** Nanoseconds since it was accepted. */
  public long age() {
    return System.nanoTime() - acceptedAt;
  }

  /** Its reads block as a socket's do, and fail once the reading thread has been interrupted. */
  public InputStream input() {
    return input;
  }

  public Output output() {
    return output;
  }

  /**
   * A client that is silent for so long, while it is listened to, has to go with this last word.
   */
  public void limitSilence(Duration limit, Line lastWord) {
    afterSilence = Optional.of(lastWord);
    input.limitSilence(limit);
  }

  /** Reads and forgets what it says; blocks until it has said all, which is true. */
  public boolean discard() throws IOException {
    return input.discard();
  }

  /**
   * Whoever is told what others say ends after them when the server closes, and by itself.
   *
   * @param told that all others have ended; must not block
   */
  public void endAfterOthers(Runnable told) {
    endAfterOthers = Optional.of(told);
  }

  boolean lastOrFinished() {
    return endAfterOthers.isPresent() || output.ended();
  }

  void tellTheEnd() {
    if (!told) {
      told = endAfterOthers.isPresent();
      endAfterOthers.ifPresent(Runnable::run);
    }
  }

  /**
   * Talks with the client until it ends.
   *
   * @return what is left to say: nothing, unless the client has not ended but has to go
   */
  public Optional<Line> talk(Service service) throws IOException, InterruptedException {
    try {
      service.serve(this);
      return Optional.empty();
    } catch (SocketTimeoutException silent) {
      return afterSilence;
    } catch (LineTooLongException e) {
      return Optional.of(TOO_LONG);
    }
  }

  /** Ends the connection: with a last word if there is one, else after what is still written. */
  public void leave(Optional<Line> lastWord) throws IOException, InterruptedException {
    if (lastWord.isPresent()) {
      leave(lastWord.get());
    } else {
      leave();
    }
  }

  /**
   * Ends the connection with a client that has ended; blocks until what others write is written.
   */
  private void leave() throws IOException, InterruptedException {
    try (this;
        var turn = output.turn()) {
      turn.end();
    }
  }

  /**
   * Has a last word with a client that has not ended: the line, end of output, and then its input
   * is discarded until it ends too, because a close with unread bytes would be a reset, which can
   * overtake the last word. All of that within the grace period; then the connection is cut off.
   */
  private void leave(Line lastWord) throws InterruptedException {
    var limit = grace.compareTo(LAST_WORD) < 0 ? LAST_WORD : grace;
    try (var scope = StructuredTaskScope.open(Joiner.awaitAll(), c -> c.withTimeout(limit))) {
      scope.fork(() -> farewell(lastWord));
      scope.join();
    } catch (StructuredTaskScope.TimeoutException cutOff) {
      // It was interrupted, wherever it waited. The close below frees whoever it waited for.
    } finally {
      close();
    }
  }

  private boolean farewell(Line lastWord) throws IOException, InterruptedException {
    Served.nameThread("farewell");
    input.forgetSilence();
    try (var turn = output.turn()) {
      turn.write(lastWord);
      turn.end();
    }
    return input.discard();
  }

  /**
   * Ends the output if the client has been idle since then; does not block. The client sees the end
   * and ends too. (To end the input instead would wake its thread at once; but Java throws away
   * what comes after that, and the kernel answers it with a reset, which can overtake echoes.)
   */
  void endIfIdleSince(long nanoTime) {
    if (!lastOrFinished() && input.idleSince(nanoTime)) {
      output.endIfFree();
    }
  }

  /** Cuts it off, whoever waits on it, with what it has not read. Does not block. */
  public void reset() {
    try (this) {
      socket.setSoLinger(true, 0);
    } catch (IOException closed) {
      // Then somebody else was quicker.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }
}
