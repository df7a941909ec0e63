package fiveways.combinators;

import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.Outside;
import fiveways.combinators.engine.Pending;
import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Batching;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.Failed;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Server;
import fiveways.contract.api.Together;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Model 05: an operation is a {@link Mono}, which somebody else's thread waits for and one event
 * loop computes. The two meet in {@link Outside}, where alone anything blocks; on a loop, an
 * operation's included, whatever would wait there is refused with {@link IllegalStateException}.
 */
public final class CombinatorsModel implements ConcurrencyModel<Mono<Reply>> {
  private final Loop loop = new Loop("loop");
  private final Outside outside = new Outside(loop);
  private final Timeout timeout = new Timeout();
  private final Race race = new Race(timeout);
  private final Progress progress = new Progress();
  private final Merge merge = new Merge();
  private final Dashboard dashboard = new Dashboard();

  @Override
  public Mono<Reply> ask(Peer peer, String line) {
    outside.assertNotOver();
    return timeout.ask(peer, line);
  }

  @Override
  public Mono<Reply> within(Duration deadline, Mono<Reply> operation) {
    outside.assertNotOver();
    return timeout.within(deadline, operation);
  }

  @Override
  public Mono<Reply> firstOf(Duration hedge, List<Mono<Reply>> attempts) {
    outside.assertNotOver();
    return race.firstOf(hedge, attempts);
  }

  @Override
  public Mono<Reply> using(Resource<Mono<Reply>> resource, Function<Reply, Mono<Reply>> use) {
    outside.assertNotOver();
    return race.using(resource, use);
  }

  @Override
  public Mono<Reply> all(Together together, List<Mono<Reply>> operations) {
    outside.assertNotOver();
    return progress.all(together, operations);
  }

  @Override
  public Mono<Reply> merge(Merging merging) {
    outside.assertNotOver();
    return merge.merge(merging);
  }

  @Override
  public Mono<Reply> dashboard(Batching batching) {
    outside.assertNotOver();
    return dashboard.dashboard(batching);
  }

  // tag::cancel[]
  @Override
  public Reply run(Mono<Reply> operation)
      throws IOException, TimeoutException, InterruptedException {
    return outside
        .call(
            // by a word, not by a clock
            stop -> Pending.settled(operation.timeout(stop, closedMeanwhile())),
            CombinatorsModel::tellBeside)
        .orThrow();
  }

  // end::cancel[]

  /** A release that failed when it was cancelled, say. */
  private static void tellBeside(InterruptedException interrupt, Outcome end) {
    if (end instanceof Failed(var cause)) {
      Stream.of(cause.getSuppressed()).forEach(interrupt::addSuppressed);
    }
  }

  /** What is heard of a stop by whoever was not interrupted himself. */
  private static <T> Mono<T> closedMeanwhile() {
    return Mono.error(() -> new IllegalStateException("the model was closed meanwhile"));
  }

  @Override
  public Server echo(EchoSettings settings) throws IOException {
    outside.assertOpen();
    return new Echo(settings, loop);
  }

  @Override
  public Server heartbeat(HeartbeatSettings settings) throws IOException {
    outside.assertOpen();
    return new Heartbeat(settings, loop);
  }

  @Override
  public EventServer replay(ReplaySettings settings) throws IOException {
    outside.assertOpen();
    return new Replay(settings, loop);
  }

  @Override
  public Acceptor<Mono<Reply>> acceptor(InetSocketAddress address) throws IOException {
    outside.assertOpen();
    return new BoundedAccept(address, loop);
  }

  @Override
  public LineConnection<Mono<Reply>> connect(Peer peer) throws IOException, InterruptedException {
    var connected = loop.connect(peer).map(wire -> new BoundedRead(wire, loop));
    return outside.call(
        stop -> connected.timeout(stop, closedMeanwhile()), (_, read) -> read.close());
  }

  @Override
  public void close() {
    outside.close();
  }
}
