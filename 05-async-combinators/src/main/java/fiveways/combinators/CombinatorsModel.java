package fiveways.combinators;

import fiveways.combinators.engine.Loop;
import fiveways.combinators.engine.Outside;
import fiveways.combinators.engine.Pending;
import fiveways.contract.api.Acceptor;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
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

  @Override
  public Mono<Reply> ask(Peer peer, String line) {
    outside.assertOpen();
    return timeout.ask(peer, line);
  }

  @Override
  public Mono<Reply> within(Duration deadline, Mono<Reply> operation) {
    outside.assertOpen();
    return timeout.within(deadline, operation);
  }

  // tag::cancel[]
  @Override
  public Reply run(Mono<Reply> operation)
      throws IOException, TimeoutException, InterruptedException {
    return outside
        .call(
            // by a word, not by a clock
            stop -> Pending.settled(operation.timeout(stop, closedMeanwhile())),
            _ -> {})
        .orThrow();
  }

  // end::cancel[]

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
  public Acceptor<Mono<Reply>> acceptor(InetSocketAddress address) throws IOException {
    outside.assertOpen();
    return new BoundedAccept(address, loop);
  }

  @Override
  public LineConnection<Mono<Reply>> connect(Peer peer) throws IOException, InterruptedException {
    var connected = loop.connect(peer).map(wire -> new BoundedRead(wire, loop));
    return outside.call(stop -> connected.timeout(stop, closedMeanwhile()), BoundedRead::close);
  }

  @Override
  public void close() {
    outside.close();
  }
}
