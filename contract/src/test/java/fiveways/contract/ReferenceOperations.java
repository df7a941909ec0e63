package fiveways.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Batching;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Settings;
import fiveways.contract.api.Together;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The reference model's operations: callables on virtual threads, cancelled by interrupts. */
class ReferenceOperations {
  private final Map<Thread, Boolean> roots = new ConcurrentHashMap<>();
  private final ReferenceRace race = race();
  private final ReferenceUsing using = resources();
  private final ReferenceTogether together = together();
  private final ReferenceMerge merge = merging();
  private final ReferenceDashboard dashboard = dashboards();
  private volatile boolean closed;

  /** A seam. */
  protected ReferenceRace race() {
    return new ReferenceRace();
  }

  /** A seam. */
  protected ReferenceUsing resources() {
    return new ReferenceUsing(this);
  }

  /** A seam. */
  protected ReferenceTogether together() {
    return new ReferenceTogether();
  }

  /** A seam. */
  protected ReferenceMerge merging() {
    return new ReferenceMerge();
  }

  /** A seam. */
  protected ReferenceDashboard dashboards() {
    return new ReferenceDashboard();
  }

  Callable<Reply> firstOf(Duration hedge, List<Callable<Reply>> attempts) {
    return race.firstOf(hedge, attempts);
  }

  Callable<Reply> using(Resource<Callable<Reply>> resource, Function<Reply, Callable<Reply>> use) {
    return using.using(resource, use);
  }

  Callable<Reply> all(Together wanted, List<Callable<Reply>> operations) {
    return together.all(wanted, operations);
  }

  Callable<Reply> merge(Merging merging) {
    return merge.merge(merging);
  }

  Callable<Reply> dashboard(Batching batching) {
    return dashboard.dashboard(batching);
  }

  Callable<Reply> ask(Peer peer, String line) {
    var request = request(line);
    return () -> {
      try (var socket = new Socket()) {
        connect(socket, peer);
        socket.getOutputStream().write(request);
        return reply(answer(socket.getInputStream()));
      }
    };
  }

  /** A seam. */
  protected byte[] request(String line) {
    return new Line(line).bytes();
  }

  /** A seam. */
  protected void connect(Socket socket, Peer peer) throws IOException, InterruptedException {
    socket.connect(peer.address());
  }

  /** A seam: what the peer answers. */
  protected String answer(InputStream in) throws IOException {
    return readLine(in);
  }

  /** A seam. */
  protected String readLine(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b; (b = readByte(in)) != '\n'; line.write(b)) {
      if (b < 0) {
        return atEnd(line.toByteArray());
      }
      if (line.size() == longest()) {
        throw new LineTooLongException();
      }
    }
    return text(line.toByteArray());
  }

  /** A seam: what a line is that the peer's end cuts off. */
  protected String atEnd(byte[] line) throws IOException {
    throw new EOFException("the peer ended after %d bytes of a line".formatted(line.length));
  }

  /** A seam: how many bytes a line may have. */
  protected int longest() {
    return Line.MAX_BYTES;
  }

  /** A seam. */
  protected int readByte(InputStream in) throws IOException {
    return in.read();
  }

  /** A seam: the text of the bytes before a line feed. */
  protected String text(byte[] line) {
    var text = new String(line, ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** A seam. */
  protected Line reply(String text) throws IOException {
    return Line.reply(text);
  }

  Callable<Reply> within(Duration deadline, Callable<Reply> operation) {
    long limit = limit(deadline);
    return () -> {
      long start = System.nanoTime();
      var outcome = awaitEnd(operation, limit);
      return inTime(outcome, deadline, System.nanoTime() - start >= limit);
    };
  }

  /** A seam: refuses a deadline that makes no sense, and says how many nanoseconds it is. */
  protected long limit(Duration deadline) {
    return Settings.nanos(Settings.positive("deadline", deadline));
  }

  /** A seam: what an operation comes to that ended like this, in time or late. */
  protected Reply inTime(Outcome outcome, Duration deadline, boolean late) throws Exception {
    if (late) {
      var timeout = new TimeoutException("no end within " + deadline);
      if (outcome instanceof Failed(Exception cause)) {
        tell(timeout, cause);
      }
      throw timeout;
    }
    return outcome.orThrow();
  }

  Reply run(Callable<Reply> operation) throws IOException, TimeoutException, InterruptedException {
    refuseIfInterrupted();
    var outcome = awaitRoot(() -> asRoot(operation));
    if (closed && outcome instanceof Failed) {
      throw new IllegalStateException("the model was closed");
    }
    return outcome.orThrow();
  }

  /** A seam: the caller's interrupt may have been there first. */
  protected void refuseIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** A seam: what the caller of run() waits in. */
  protected Outcome awaitRoot(Callable<Reply> operation) throws InterruptedException {
    return awaitEnd(operation, Settings.NEVER);
  }

  private Reply asRoot(Callable<Reply> operation) throws Exception {
    roots.put(Thread.currentThread(), true);
    try {
      // After it is entered in the list, so that close() either sees it here or is seen from here.
      if (closed) {
        throw new IllegalStateException("the model is closed");
      }
      return operation.call();
    } finally {
      roots.remove(Thread.currentThread());
    }
  }

  /** Cancels what runs, and waits until it has ended. */
  void close() {
    closed = true;
    for (var root : roots.keySet()) {
      root.interrupt();
      joinUninterruptibly(root);
    }
  }

  /** A seam: a thread of its own for the operation, interrupted at the limit, always awaited. */
  protected Outcome awaitEnd(Callable<Reply> operation, long limit) throws InterruptedException {
    var task = new FutureTask<>(operation);
    var worker = Thread.ofVirtual().name("reference-worker").start(task);
    try {
      var outcome = outcome(task, limit);
      end(worker);
      return outcome instanceof Failed(TimeoutException late)
          ? new Failed(told(late, task))
          : outcome;
    } catch (InterruptedException cancelled) {
      end(worker);
      throw told(cancelled, task);
    }
  }

  private static void end(Thread worker) {
    worker.interrupt();
    joinUninterruptibly(worker);
  }

  /** Beside what ended it: what could not be released when it had been cut off. */
  private static <E extends Exception> E told(E ended, FutureTask<Reply> cutOff) {
    if (cutOff.state() == FutureTask.State.FAILED && !cutOff.exceptionNow().equals(ended)) {
      tell(ended, cutOff.exceptionNow());
    }
    return ended;
  }

  private static void tell(Exception ended, Throwable cutOff) {
    Arrays.stream(cutOff.getSuppressed()).forEach(ended::addSuppressed);
  }

  protected static Outcome outcome(FutureTask<Reply> task, long limit) throws InterruptedException {
    try {
      return task.get(limit, TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return new Failed(late);
    } catch (ExecutionException e) {
      return new Failed(e.getCause() instanceof Exception cause ? cause : e);
    }
  }

  static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  ReferenceAcceptor acceptor(InetSocketAddress address) throws IOException {
    return new ReferenceAcceptor(this, address);
  }

  ReferenceConnection connection(Socket socket) {
    return new ReferenceConnection(this, socket);
  }

  ReferenceConnection connect(Peer peer) throws IOException, InterruptedException {
    var socket = new Socket();
    try {
      // In a worker, because an interrupt ends a connect only in a virtual thread.
      var _ = awaitEnd(() -> connected(socket, peer), Settings.NEVER).orThrow();
      return connection(socket);
    } catch (IOException | InterruptedException e) {
      socket.close();
      throw e;
    } catch (TimeoutException never) {
      throw new AssertionError(never);
    }
  }

  private Reply connected(Socket socket, Peer peer) throws IOException, InterruptedException {
    connect(socket, peer);
    return new Line("");
  }
}
