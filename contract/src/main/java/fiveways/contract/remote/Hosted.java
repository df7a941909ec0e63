package fiveways.contract.remote;

import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Batching;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Each;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Merging;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.Peer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import fiveways.contract.tck.Subject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model that does what commands say: what a command has made is known by its id. May be called
 * from any thread.
 *
 * @param <O> the model's own type of operation
 */
final class Hosted<O> {
  private static final List<String> SCENARIOS =
      List.of("echo", "timeout", "heartbeat", "race", "progress", "merge", "dashboard", "replay");

  private final String name;
  private final Class<?> home;
  private final Supplier<ConcurrencyModel<O>> open;
  private final Optional<Subject<O>> subject;

  private final Map<Long, Described<O>> operations = new ConcurrentHashMap<>();
  private final Map<Long, Server> servers = new ConcurrentHashMap<>();
  private final Map<Long, Acceptor<O>> acceptors = new ConcurrentHashMap<>();
  private final Map<Long, LineConnection<O>> connections = new ConcurrentHashMap<>();
  private volatile @Nullable ConcurrencyModel<O> model;

  private Hosted(
      String name,
      Class<?> home,
      Supplier<ConcurrencyModel<O>> open,
      Optional<Subject<O>> subject) {
    this.name = name;
    this.home = home;
    this.open = open;
    this.subject = subject;
  }

  /** By a model's number or folder, or the class of a subject; empty if there is no such. */
  static Optional<Hosted<?>> called(String word) {
    for (var provider : ModelProvider.all()) {
      if (word.equals(provider.id()) || word.equals(provider.folder())) {
        return Optional.of(of(provider));
      }
    }
    return subject(word).map(Hosted::of);
  }

  /** The model, with the operations of its subject, if its tests are on the class path. */
  static Hosted<?> of(ModelProvider provider) {
    var test = provider.getClass().getName().replaceFirst("Provider$", "Subject");
    return subject(test)
        .<Hosted<?>>map(subject -> new Hosted<>(provider.folder(), subject))
        .orElseGet(() -> new Hosted<>(provider.folder(), provider));
  }

  private static Hosted<?> of(Subject<?> subject) {
    return new Hosted<>(subject.id(), subject);
  }

  private Hosted(String name, Subject<O> subject) {
    this(name, subject.getClass(), subject::open, Optional.of(subject));
  }

  @SuppressWarnings("unchecked") // its own type of operation, whatever that is
  private Hosted(String name, ModelProvider provider) {
    this(name, provider.getClass(), () -> (ConcurrencyModel<O>) provider.open(), Optional.empty());
  }

  private static Optional<Subject<?>> subject(String type) {
    try {
      return Optional.of(
          Class.forName(type).asSubclass(Subject.class).getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException | ClassCastException notThere) {
      return Optional.empty();
    }
  }

  /** A class of the package where the model is. */
  Class<?> home() {
    return home;
  }

  ObjectNode greeting() {
    var greeting = Wire.object().put("protocol", 1).put("name", name);
    var scenarios = greeting.putArray("scenarios");
    SCENARIOS.forEach(scenarios::add);
    return greeting.put("opaque", subject.isPresent());
  }

  /** Does it, and waits until it is done; fails as the model does. */
  JsonNode execute(long id, Command command)
      throws IOException, TimeoutException, InterruptedException {
    return switch (command.verb()) {
      case "open" -> open();
      case "close" -> {
        model().close();
        yield BooleanNode.TRUE;
      }
      case "echo" -> serving(id, model().echo(echoSettings(command)));
      case "heartbeat" -> serving(id, model().heartbeat(heartbeatSettings(command)));
      case "replay" -> replay(id, command);
      case "connections" -> IntNode.valueOf(made(servers, command, "of").connections());
      case "acceptor" -> {
        var acceptor = model().acceptor(command.address());
        acceptors.put(id, acceptor);
        yield address(acceptor.address());
      }
      case "connect" -> {
        connections.put(id, model().connect(new Peer(command.address())));
        yield BooleanNode.TRUE;
      }
      case "end" -> end(command);
      case "run" -> Outcomes.json(model().run(made(operations, command, "operation").operation()));
      default -> {
        operations.put(id, described(command));
        yield BooleanNode.TRUE;
      }
    };
  }

  private JsonNode open() {
    operations.clear();
    servers.clear();
    acceptors.clear();
    connections.clear();
    model = open.get();
    return BooleanNode.TRUE;
  }

  private ConcurrencyModel<O> model() {
    var open = model;
    if (open == null) {
      throw new IllegalStateException("no model is open");
    }
    return open;
  }

  /** What the verb describes; describing does nothing else. */
  private Described<O> described(Command command) {
    return switch (command.verb()) {
      case "ask" -> ask(new Peer(command.address()), command.text("line"));
      case "within" -> within(command);
      case "firstOf" -> firstOf(command);
      case "all" -> all(command);
      case "using" -> using(command);
      case "merge" -> Described.fixed(model().merge(merging(command)));
      case "dashboard" -> Described.fixed(model().dashboard(batching(command)));
      case "accept" -> Described.fixed(made(acceptors, command, "of").acceptOne());
      case "read" -> Described.fixed(made(connections, command, "of").readLine());
      case "opaque" ->
          Described.fixed(
              subject
                  .orElseThrow(
                      () -> new UnsupportedOperationException("no opaque operation is here"))
                  .opaque(
                      new Peer(command.address()), command.text("first"), command.text("second")));
      default -> throw new IllegalArgumentException("do is unknown: " + command.verb());
    };
  }

  private Described<O> ask(Peer peer, String line) {
    return Described.of(rewriting -> model().ask(peer, rewriting.apply(line)));
  }

  @SuppressWarnings("NullAway") // a deadline that is missing is for the model to refuse
  private Described<O> within(Command command) {
    @Nullable Duration deadline = command.has("deadline") ? command.duration("deadline") : null;
    var operation = made(operations, command, "operation");
    return Described.of(rewriting -> model().within(deadline, operation.with().with(rewriting)));
  }

  private Described<O> firstOf(Command command) {
    var hedge = command.duration("hedge");
    var attempts = operations(command);
    return Described.of(rewriting -> model().firstOf(hedge, Described.with(attempts, rewriting)));
  }

  private Described<O> all(Command command) {
    var viewer = command.object("viewer").map(Hosted::viewer);
    var together = new Together(command.number("limit"), command.flag("failFast"), viewer);
    var some = operations(command);
    return Described.of(rewriting -> model().all(together, Described.with(some, rewriting)));
  }

  private static Viewer viewer(Command command) {
    return new Viewer(
        new Peer(command.address()), command.duration("period"), command.duration("limit"));
  }

  /** What is closed and used has the id in it that was acquired, instead of the placeholder. */
  private Described<O> using(Command command) {
    var open = made(operations, command, "open");
    var close = made(operations, command, "close");
    var use = made(operations, command, "use");
    var placeholder = command.text("placeholder");
    var limit = command.duration("limit");
    return Described.of(rewriting -> {
      Function<Described<O>, Function<Reply, O>> bound =
          described ->
              acquired -> {
                var id = id(acquired);
                return described
                    .with()
                    .with(line -> rewriting.apply(line.replace(placeholder, id)));
              };
      var resource = new Resource<>(open.with().with(rewriting), bound.apply(close), limit);
      return model().using(resource, bound.apply(use));
    });
  }

  private static String id(Reply acquired) {
    return switch (acquired) {
      case Line(String text) when text.startsWith("ID ") -> text.substring(3);
      case Line(String text) -> throw new IllegalArgumentException("not an ID: " + text);
      case Each _ -> throw new IllegalArgumentException("not an ID: several replies");
    };
  }

  private List<Described<O>> operations(Command command) {
    return command.ids("operations").stream()
        .map(id -> made(operations, id, "operations"))
        .toList();
  }

  private JsonNode end(Command command) {
    long id = command.id("of");
    if (servers.containsKey(id)) {
      servers.get(id).close();
    } else if (acceptors.containsKey(id)) {
      acceptors.get(id).close();
    } else {
      made(connections, command, "of").close();
    }
    return BooleanNode.TRUE;
  }

  private static <T> T made(Map<Long, T> things, Command command, String field) {
    return made(things, command.id(field), field);
  }

  private static <T> T made(Map<Long, T> things, long id, String field) {
    var thing = things.get(id);
    if (thing == null) {
      throw new IllegalArgumentException(field + " names nothing that can do this: " + id);
    }
    return thing;
  }

  private JsonNode serving(long id, Server server) {
    servers.put(id, server);
    return address(server.address());
  }

  private JsonNode replay(long id, Command command) throws IOException {
    var server = model().replay(replaySettings(command));
    servers.put(id, server);
    return address(server.address()).put("dropped", server.dropped());
  }

  private static ObjectNode address(InetSocketAddress address) {
    return Wire.object()
        .put("host", address.getAddress().getHostAddress())
        .put("port", address.getPort());
  }

  private static EchoSettings echoSettings(Command command) {
    var settings = EchoSettings.defaults().withServer(serverSettings(command));
    return command.has("buffer") ? settings.withBuffer(command.number("buffer")) : settings;
  }

  private static HeartbeatSettings heartbeatSettings(Command command) {
    var settings = HeartbeatSettings.defaults().withServer(serverSettings(command));
    settings = command.has("period") ? settings.withPeriod(command.duration("period")) : settings;
    return command.has("silence") ? settings.withSilence(command.duration("silence")) : settings;
  }

  private static ReplaySettings replaySettings(Command command) {
    var settings =
        ReplaySettings.defaults(command.file("journal")).withServer(serverSettings(command));
    settings = command.has("flush") ? settings.withFlush(command.duration("flush")) : settings;
    settings = command.has("waiting") ? settings.withWaiting(command.number("waiting")) : settings;
    return command.has("replay") ? settings.withReplay(command.duration("replay")) : settings;
  }

  private static Merging merging(Command command) {
    return new Merging(
        command.peer("a"), command.peer("b"), command.peer("sink"), command.duration("period"));
  }

  private static Batching batching(Command command) {
    var batching =
        new Batching(command.peer("source"), command.peer("viewer"), command.duration("period"));
    return command.has("waiting") ? batching.withWaiting(command.number("waiting")) : batching;
  }

  private static ServerSettings serverSettings(Command command) {
    var settings = ServerSettings.defaults();
    if (command.has("host")) {
      settings = settings.withAddress(command.address());
    }
    if (command.has("maxConnections")) {
      settings = settings.withMaxConnections(command.number("maxConnections"));
    }
    if (command.has("socketBuffer")) {
      settings = settings.withSocketBuffer(command.number("socketBuffer"));
    }
    return command.has("grace") ? settings.withGrace(command.duration("grace")) : settings;
  }
}
