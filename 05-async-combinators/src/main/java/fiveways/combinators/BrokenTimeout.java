package fiveways.combinators;

import fiveways.contract.api.Failed;
import fiveways.contract.api.FirstAttempt;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The typical first attempt: take the blocking call that one has, wrap it in a {@link Mono}, move
 * it to a scheduler for blocking work, and put {@code timeout} around it.
 *
 * <p>Breaks TIME-4. The operator is the right one, and the caller hears in time that it is late;
 * but the cancel ends where the operators end. What it finds there is a thread that blocks in a
 * socket and does not hear it, so the work goes on and keeps its connection. Students write it
 * because it is how one is told to call blocking code from here, and because the type says {@code
 * Mono} either way. {@link Timeout} has no such thread: all that waits there is an operator.
 */
public final class BrokenTimeout implements FirstAttempt {
  /** Reactor's key for what hears of an error that came after the caller had gone. */
  private static final String DROPPED = "reactor.onErrorDropped.local";

  private final Scheduler workers = Schedulers.newBoundedElastic(64, 1_000, "first-attempt");
  private final Set<Socket> connected = ConcurrentHashMap.newKeySet();

  @Override
  public String idea() {
    return "a blocking call, wrapped in a Mono on boundedElastic, with timeout(deadline)";
  }

  @Override
  public Reply ask(Peer peer, String line, Duration deadline)
      throws IOException, TimeoutException, InterruptedException {
    try {
      return attempt(peer, new Line(line), deadline)
          .onErrorResume(Exception.class, e -> Mono.just(new Failed(e)))
          .contextWrite(context -> context.put(DROPPED, (Consumer<Throwable>) this::unheard))
          .toFuture()
          .get()
          .orThrow();
    } catch (ExecutionException error) {
      throw new IllegalStateException(error.getCause());
    }
  }

  // tag::bounded[]
  private Mono<Outcome> attempt(Peer peer, Line request, Duration deadline) {
    return Mono.<Outcome>fromCallable(() -> blockingAsk(peer, request))
        .subscribeOn(workers) // for blocking calls
        .timeout(deadline, workers); // and who tells the thread, and the socket?
  }

  // end::bounded[]

  /** Otherwise the work that goes on would, once it fails, print its stack into the lesson. */
  private void unheard(Throwable failure) {}

  private Reply blockingAsk(Peer peer, Line request) throws IOException {
    try (var socket = new Socket()) {
      connected.add(socket);
      socket.connect(peer.address());
      socket.getOutputStream().write(request.bytes());
      return Line.reply(line(socket.getInputStream()));
    } finally {
      connected.removeIf(Socket::isClosed);
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("no whole line");
      }
      if (line.length() == Line.MAX_BYTES) {
        throw new LineTooLongException();
      }
      line.append((char) next);
    }
    return line.toString().replaceFirst("\r$", "");
  }

  @Override
  public boolean stillWorking() {
    return !connected.isEmpty();
  }

  @Override
  public void close() {
    for (var socket : connected) {
      try {
        socket.close(); // the one thing that wakes its thread
      } catch (IOException e) {
        // The descriptor is gone all the same.
      }
    }
    workers.dispose();
  }
}
