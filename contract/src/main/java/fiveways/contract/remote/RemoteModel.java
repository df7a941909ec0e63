package fiveways.contract.remote;

import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Batching;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Peer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import fiveways.contract.api.Settings;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import fiveways.contract.tck.Patience;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model in another process. Nothing is decided here: each member is a command, and what the
 * program answers is the result, or is thrown. Whatever it is that the program should not do, it is
 * the program that does not do it: a description is described there, a bad deadline refused there,
 * an interrupt is passed on.
 *
 * <p>What the program does is seen by the contract's peers. What it says of itself is used to go on
 * from, and earns it nothing. A program that breaks the protocol ends whatever waits for it with
 * {@link ProgramBroken}.
 */
public final class RemoteModel implements ConcurrencyModel<RemoteOperation> {
  private static final Duration FOR_EVER = Duration.ofNanos(Settings.NEVER);

  private final RemoteProgram program;
  private volatile Duration longestGrace = Duration.ZERO;
  private volatile boolean closed;

  private RemoteModel(RemoteProgram program) {
    this.program = program;
  }

  /** Opens a fresh model there; the one before has to be closed. */
  static RemoteModel open(RemoteProgram program) {
    program.ask(RemoteProgram.command("open")).orRefuse();
    return new RemoteModel(program);
  }

  /** Whether it has been closed to the end. */
  boolean isClosed() {
    return closed;
  }

  private RemoteOperation described(ObjectNode description) {
    var answer = program.ask(description);
    answer.orRefuse();
    return new RemoteOperation(answer.sent().id());
  }

  @Override
  public RemoteOperation ask(Peer peer, String line) {
    return described(at(RemoteProgram.command("ask"), peer.address()).put("line", line));
  }

  @Override
  @SuppressWarnings("ConstantValue") // a deadline that is missing is for the program to refuse
  public RemoteOperation within(Duration deadline, RemoteOperation operation) {
    var command = RemoteProgram.command("within").put("operation", operation.id());
    Optional.ofNullable(deadline).ifPresent(given -> command.put("deadline", given.toString()));
    return described(command);
  }

  @Override
  public RemoteOperation firstOf(Duration hedge, List<RemoteOperation> attempts) {
    return described(
        withAll(RemoteProgram.command("firstOf"), attempts).put("hedge", hedge.toString()));
  }

  /**
   * What is to be done with what was opened is described with an id that stands for another: the
   * program puts in its place what it has been given.
   */
  @Override
  public RemoteOperation using(
      Resource<RemoteOperation> resource, Function<Reply, RemoteOperation> use) {
    var placeholder = "<id" + program.nextPlaceholder() + ">";
    var acquired = new Line("ID " + placeholder);
    return described(
        RemoteProgram.command("using")
            .put("open", resource.open().id())
            .put("close", resource.close().apply(acquired).id())
            .put("use", use.apply(acquired).id())
            .put("placeholder", placeholder)
            .put("limit", resource.limit().toString()));
  }

  @Override
  public RemoteOperation all(Together together, List<RemoteOperation> operations) {
    var command =
        withAll(RemoteProgram.command("all"), operations)
            .put("limit", together.limit())
            .put("failFast", together.failFast());
    together.viewer().ifPresent(viewer -> command.set("viewer", described(viewer)));
    return described(command);
  }

  @Override
  public RemoteOperation merge(Merging merging) {
    var command = RemoteProgram.command("merge").put("period", merging.period().toString());
    command.set("a", described(merging.a()));
    command.set("b", described(merging.b()));
    command.set("sink", described(merging.sink()));
    return described(command);
  }

  @Override
  public RemoteOperation dashboard(Batching batching) {
    var command =
        RemoteProgram.command("dashboard")
            .put("period", batching.period().toString())
            .put("waiting", batching.waiting());
    command.set("source", described(batching.source()));
    command.set("viewer", described(batching.viewer()));
    return described(command);
  }

  private static ObjectNode described(Peer peer) {
    return at(Wire.object(), peer.address());
  }

  private static ObjectNode described(Viewer viewer) {
    return at(Wire.object(), viewer.peer().address())
        .put("period", viewer.period().toString())
        .put("limit", viewer.limit().toString());
  }

  private static ObjectNode withAll(ObjectNode command, List<RemoteOperation> operations) {
    var ids = command.putArray("operations");
    operations.forEach(operation -> ids.add(operation.id()));
    return command;
  }

  /** TIME-10: the operation that the program has for it. */
  RemoteOperation opaque(Peer peer, String first, String second) {
    return described(
        at(RemoteProgram.command("opaque"), peer.address())
            .put("first", first)
            .put("second", second));
  }

  @Override
  public Reply run(RemoteOperation operation)
      throws IOException, TimeoutException, InterruptedException {
    var command = RemoteProgram.command("run").put("operation", operation.id());
    var answer = cancellable(command);
    answer.orThrow();
    return answer.reply();
  }

  /**
   * Waits for the answer; an interrupt of this thread is passed on, also one that was there before,
   * and is only then thrown, or restored.
   */
  private Answer cancellable(ObjectNode command)
      throws IOException, TimeoutException, InterruptedException {
    boolean before = Thread.interrupted();
    var sent = program.send(command.put("cancelled", before));
    var answer = program.awaitOrCancel(sent, FOR_EVER, Patience.forAnEvent().multipliedBy(2));
    boolean cancelled = answer.answer().json().path("error").stringValue("").equals("cancelled");
    if (cancelled) {
      var _ = Thread.interrupted(); // it will be thrown
    } else if (before) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  @Override
  public Server echo(EchoSettings settings) throws IOException {
    return serving(echoCommand(settings), settings.server());
  }

  /** ECHO-8: the same with one setting that no {@link EchoSettings} would take. */
  void echo(String field, Object value) throws IOException {
    var settings = EchoSettings.defaults();
    var command = echoCommand(settings);
    switch (value) {
      case Integer number -> command.put(field, number);
      default -> command.put(field, value.toString());
    }
    serving(command, settings.server()).close();
  }

  private static ObjectNode echoCommand(EchoSettings settings) {
    return withSettings(RemoteProgram.command("echo"), settings.server())
        .put("buffer", settings.buffer());
  }

  @Override
  public Server heartbeat(HeartbeatSettings settings) throws IOException {
    return serving(
        withSettings(RemoteProgram.command("heartbeat"), settings.server())
            .put("period", settings.period().toString())
            .put("silence", settings.silence().toString()),
        settings.server());
  }

  @Override
  public EventServer replay(ReplaySettings settings) throws IOException {
    var command =
        withSettings(RemoteProgram.command("replay"), settings.server())
            .put("journal", settings.journal().toAbsolutePath().toString())
            .put("flush", settings.flush().toString())
            .put("waiting", settings.waiting())
            .put("replay", settings.replay().toString());
    var started = started(command, settings.server());
    long dropped = started.wholeNumber("dropped");
    return new RemoteEventServer(
        new RemoteServer(started.sent().id(), started.address(), settings.server().grace()),
        dropped);
  }

  private static ObjectNode withSettings(ObjectNode command, ServerSettings settings) {
    at(command, settings.address()).put("maxConnections", settings.maxConnections());
    settings.socketBuffer().ifPresent(bytes -> command.put("socketBuffer", bytes));
    return command.put("grace", settings.grace().toString());
  }

  private static ObjectNode at(ObjectNode command, InetSocketAddress address) {
    return command
        .put("host", address.getAddress().getHostAddress())
        .put("port", address.getPort());
  }

  private Server serving(ObjectNode command, ServerSettings settings) throws IOException {
    var answer = started(command, settings);
    return new RemoteServer(answer.sent().id(), answer.address(), settings.grace());
  }

  private Answer started(ObjectNode command, ServerSettings settings) throws IOException {
    var answer = program.ask(command);
    answer.orThrowAtOnce();
    if (settings.grace().compareTo(longestGrace) > 0) {
      longestGrace = settings.grace();
    }
    return answer;
  }

  @Override
  public Acceptor<RemoteOperation> acceptor(InetSocketAddress address) throws IOException {
    var answer = program.ask(at(RemoteProgram.command("acceptor"), address));
    answer.orThrowAtOnce();
    return new RemoteAcceptor(answer.sent().id(), answer.address());
  }

  @Override
  public LineConnection<RemoteOperation> connect(Peer peer)
      throws IOException, InterruptedException {
    try {
      var answer = cancellable(at(RemoteProgram.command("connect"), peer.address()));
      answer.orThrow();
      return new RemoteConnection(answer.sent().id());
    } catch (TimeoutException noneWasAsked) {
      throw new IOException(noneWasAsked);
    }
  }

  @Override
  public void close() {
    end(RemoteProgram.command("close"), longestGrace);
    closed = true;
  }

  /** Waits for the end; an interrupt is passed on, does not cut it short, and is restored. */
  private void end(ObjectNode command, Duration grace) {
    boolean before = Thread.interrupted();
    var limit = grace.plus(Patience.forAnEvent());
    var sent = program.send(command.put("cancelled", before));
    var answer = program.awaitOrCancel(sent, limit, limit);
    if (before) {
      Thread.currentThread().interrupt();
    }
    answer.orRefuse();
  }

  private final class RemoteServer implements Server {
    private final long id;
    private final InetSocketAddress address;
    private final Duration grace;

    RemoteServer(long id, InetSocketAddress address, Duration grace) {
      this.id = id;
      this.address = address;
      this.grace = grace;
    }

    @Override
    public InetSocketAddress address() {
      return address;
    }

    @Override
    public int connections() {
      var answer = program.ask(RemoteProgram.command("connections").put("of", id));
      answer.orRefuse();
      return answer.count();
    }

    @Override
    public void close() {
      end(RemoteProgram.command("end").put("of", id), grace);
    }
  }

  /** What was dropped was said when it started. */
  private record RemoteEventServer(Server server, long dropped) implements EventServer {
    @Override
    public InetSocketAddress address() {
      return server.address();
    }

    @Override
    public int connections() {
      return server.connections();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  private final class RemoteAcceptor implements Acceptor<RemoteOperation> {
    private final long id;
    private final InetSocketAddress address;

    RemoteAcceptor(long id, InetSocketAddress address) {
      this.id = id;
      this.address = address;
    }

    @Override
    public InetSocketAddress address() {
      return address;
    }

    @Override
    public RemoteOperation acceptOne() {
      return described(RemoteProgram.command("accept").put("of", id));
    }

    @Override
    public void close() {
      end(RemoteProgram.command("end").put("of", id), Duration.ZERO);
    }
  }

  private final class RemoteConnection implements LineConnection<RemoteOperation> {
    private final long id;

    RemoteConnection(long id) {
      this.id = id;
    }

    @Override
    public RemoteOperation readLine() {
      return described(RemoteProgram.command("read").put("of", id));
    }

    @Override
    public void close() {
      end(RemoteProgram.command("end").put("of", id), Duration.ZERO);
    }
  }
}
