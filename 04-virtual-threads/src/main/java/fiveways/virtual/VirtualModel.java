package fiveways.virtual;

import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Batching;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.Failed;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Peer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Server;
import fiveways.contract.api.Together;
import fiveways.virtual.engine.Lifetime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Model 04. An operation is a {@link Callable}: code that blocks, in a virtual thread, and ends
 * when that is interrupted. It may block on anything that answers an interrupt, and may open scopes
 * of its own; what it forks elsewhere is lost to everybody.
 *
 * <p>An idle model holds nothing. {@link #close} waits for operations that are under way, so it
 * must not be called from within one.
 */
public final class VirtualModel implements ConcurrencyModel<Callable<Reply>> {
  private final Lifetime lifetime = new Lifetime();
  private final Timeout timeout = new Timeout();
  private final Race race = new Race(timeout);
  private final Progress progress = new Progress();
  private final Merge merge = new Merge();
  private final Dashboard dashboard = new Dashboard();

  @Override
  public Callable<Reply> ask(Peer peer, String line) {
    lifetime.assertOpen();
    return timeout.ask(peer, line);
  }

  @Override
  public Callable<Reply> within(Duration deadline, Callable<Reply> operation) {
    lifetime.assertOpen();
    return timeout.within(deadline, operation);
  }

  @Override
  public Callable<Reply> firstOf(Duration hedge, List<Callable<Reply>> attempts) {
    lifetime.assertOpen();
    return race.firstOf(hedge, attempts);
  }

  @Override
  public Callable<Reply> using(
      Resource<Callable<Reply>> resource, Function<Reply, Callable<Reply>> use) {
    lifetime.assertOpen();
    return race.using(resource, use);
  }

  @Override
  public Callable<Reply> all(Together together, List<Callable<Reply>> operations) {
    lifetime.assertOpen();
    return progress.all(together, operations);
  }

  @Override
  public Callable<Reply> merge(Merging merging) {
    lifetime.assertOpen();
    return merge.merge(merging);
  }

  @Override
  public Callable<Reply> dashboard(Batching batching) {
    lifetime.assertOpen();
    return dashboard.dashboard(batching);
  }

  @Override
  public Reply run(Callable<Reply> operation)
      throws IOException, TimeoutException, InterruptedException {
    try {
      return lifetime.call(operation);
    } catch (InterruptedException cancelled) {
      throw cancelled;
    } catch (Exception failure) {
      return new Failed(failure).orThrow();
    }
  }

  @Override
  public Server echo(EchoSettings settings) throws IOException {
    lifetime.assertOpen();
    return new Echo(settings, lifetime);
  }

  @Override
  public Server heartbeat(HeartbeatSettings settings) throws IOException {
    lifetime.assertOpen();
    return new Heartbeat(settings, lifetime);
  }

  @Override
  public EventServer replay(ReplaySettings settings) throws IOException {
    lifetime.assertOpen();
    return new Replay(settings, lifetime);
  }

  @Override
  public Acceptor<Callable<Reply>> acceptor(InetSocketAddress address) throws IOException {
    lifetime.assertOpen();
    return new BoundedAccept(address, lifetime);
  }

  @Override
  public LineConnection<Callable<Reply>> connect(Peer peer)
      throws IOException, InterruptedException {
    lifetime.assertOpen();
    return new BoundedRead(peer, lifetime);
  }

  @Override
  public void close() {
    lifetime.close();
  }
}
