package fiveways.combinators;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import fiveways.combinators.engine.Busy;
import fiveways.combinators.engine.LastWord;
import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.LoopServer;
import fiveways.combinators.engine.Wire;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Server;
import fiveways.contract.journal.JournalRecord;
import fiveways.contract.journal.Recovery;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Scenario 8: how does one hold an activity while another one runs?
 *
 * <p>By demand that does not come. A producer's next line is asked for when the one before is
 * acknowledged, it is acknowledged when it is appended, and to append is a value that waits until
 * nobody's history is being read ({@link Busy}). The flush is one more stream, of ticks, beside
 * that of the clients. A subscriber's history and what is live are two streams, one after the
 * other; what becomes live too early waits in the second one ({@link Follower}).
 *
 * <p>What it costs: who is to be held has to ask, as {@code appended} does. From behind, a value
 * has nothing between its beginning and its end, and a stream takes one more step (PLAY-6). And for
 * a file the loop has nothing to wait with: it blocks, in {@link Journal}.
 *
 * <p>Look next at the same file in {@code 02-nonblocking-state-machines}, where whoever is to be
 * held need not know of it: he is data between two events, and it is enough to bring him none.
 */
public final class Replay implements EventServer {
  private static final int CHUNK = 8 * 1024;

  private final ReplaySettings settings;
  private final Loop loop;
  private final Journal journal;
  private final Busy replaying = new Busy();
  private final Busy mayAppend = new Busy();
  private final LoopServer server;

  /**
   * Serves when this returns. Blocks for as long as it takes to read the journal.
   *
   * @throws IOException naming the address, the file or the offset, if it cannot be listened on,
   *     opened, or is corrupt
   */
  public Replay(ReplaySettings settings, Loop loop) throws IOException {
    this.settings = settings;
    this.loop = loop;
    this.journal = new Journal(settings.journal());
    try {
      server = LoopServer.start(loop, settings.server(), CHUNK, this::serve, this::flushing);
    } catch (IOException | RuntimeException refused) {
      journal.close();
      throw refused;
    }
  }

  /** The same before it had to flush, or anybody to be held up: each event is written at once. */
  public static Server plain(ReplaySettings settings) throws IOException {
    var found = Recovery.of(settings.journal());
    var file = FileChannel.open(settings.journal(), CREATE, APPEND);
    try {
      file.truncate(found.length());
      var append = appendingTo(Channels.newOutputStream(file), found.events());
      return LoopServer.alone(
          "append",
          settings.server(),
          CHUNK,
          client -> onlyProducers(client, append),
          served -> Mono.using(() -> file, _ -> served));
    } catch (IOException | RuntimeException refused) {
      file.close();
      throw refused;
    }
  }

  private static Mono<Void> onlyProducers(Wire client, Function<String, Mono<Long>> append) {
    return client
        .lines()
        .next()
        .flatMap(first -> first.text().equals(PRODUCE) ? produce(client, append) : unknown());
  }

  /** One producer: the next line is asked for when this one has been acknowledged. */
  // tag::flushing[]
  // tag::plain[]
  private static Mono<Void> produce(Wire client, Function<String, Mono<Long>> append) {
    return client
        .lines()
        .concatMap(line -> append.apply(line.text()).map(EventServer::ok).flatMap(client::say), 0)
        .then();
  }

  // end::plain[]
  // end::flushing[]

  // tag::plain[]
  private static Function<String, Mono<Long>> appendingTo(OutputStream file, long before) {
    var seq = new AtomicLong(before); // on one thread; but a lambda cannot change a local
    return event ->
        Mono.fromCallable(() -> {
          file.write(JournalRecord.of(event));
          return seq.incrementAndGet();
        });
  }

  // end::plain[]

  /** The event's number, as soon as nobody's history is being read. */
  // tag::flushing[]
  private Mono<Long> appended(String event) {
    return replaying.nobody().then(Mono.fromCallable(() -> journal.append(event)));
  }

  // end::flushing[]

  /** Now and then until all clients have been served, and once more. */
  // tag::flushing[]
  private Mono<Void> flushing(Mono<Void> served) {
    var flush = Mono.fromCallable(journal::flush);
    return Mono.using(
        () -> journal, // closed in the end
        _ ->
            Loop.ticking(settings.flush())
                .takeUntilOther(served)
                .concatMap(_ -> flush.onErrorComplete(IOException.class), 0) // to be tried again
                .then(flush.then()));
  }

  // end::flushing[]

  /** A subscriber goes on when it is no longer counted among those who may append. */
  private Mono<Void> serve(Wire client) {
    var begun = client.lines().next().flatMap(first -> begin(first.text(), client));
    return mayAppend.during(begun).flatMap(rest -> rest);
  }

  private static <T> Mono<T> unknown() {
    return Mono.error(() -> new LastWord("ERR unknown command"));
  }

  /** What is left to be done for this client by one that appends nothing. */
  private Mono<Mono<Void>> begin(String command, Wire client) {
    return switch (command) {
      case PRODUCE -> produce(client, this::appended).then(Mono.empty());
      case SUBSCRIBE -> Mono.just(subscribed(client));
      default -> unknown();
    };
  }

  /** Its history, which holds producers up, and then what is live, until nobody may append. */
  private Mono<Void> subscribed(Wire client) {
    var follower = new Follower(client, settings, loop);
    var pieces = Mono.fromCallable(() -> journal.historyFor(follower)).flatMapMany(all -> all);
    var told = replaying.during(follower.replayed(pieces)).then(follower.followed());
    var ending =
        client
            .closing()
            .then(mayAppend.nobody())
            .then(Mono.fromCallable(journal::flush))
            .doOnSuccess(_ -> follower.end());
    return follower.whileItReads(Mono.when(told, ending)).doFinally(_ -> journal.forget(follower));
  }

  @Override
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public int connections() {
    return server.connections();
  }

  @Override
  public long dropped() {
    return journal.dropped();
  }

  @Override
  public void close() {
    server.close();
  }
}
