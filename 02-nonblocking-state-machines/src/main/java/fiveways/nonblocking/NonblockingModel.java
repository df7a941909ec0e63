package fiveways.nonblocking;

import fiveways.contract.api.Acceptor;
import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.Batching;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Each;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.RefusedException;
import fiveways.contract.api.Reply;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Server;
import fiveways.contract.api.Settings;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import fiveways.nonblocking.engine.Lifetime;
import fiveways.nonblocking.engine.Runner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Model 02: one thread, the loop, on which everything happens: every operation, server, listener
 * and connection of this model. An operation is an {@link Operation}, a factory of machines.
 *
 * <p>Where the API says that the caller waits ({@link #run}, {@link #connect}, {@link #close}), it
 * is the caller's own thread that does. None of these may be called on the loop.
 */
public final class NonblockingModel implements ConcurrencyModel<Operation> {
  private static final Class<?>[] NEEDED = {
    Operation.class,
    Asking.class,
    Timeout.class,
    Race.class,
    Held.class,
    Progress.class,
    Watching.class,
    Merge.class,
    Dashboard.class,
    Relay.class,
    Inlet.class,
    AllFailedException.class,
    Batching.class,
    Each.class,
    Line.class,
    LineTooLongException.class,
    Merging.class,
    Outcome.class,
    RefusedException.class,
    Resource.class,
    Settings.class,
    Together.class,
    Viewer.class
  };

  private final Lifetime lifetime = Lifetime.forMany("loop");
  private final Runner runner = new Runner(lifetime, NEEDED);
  private final Timeout timeout = new Timeout();
  private final Race race = new Race();
  private final Progress progress = new Progress();
  private final Merge merge = new Merge();
  private final Dashboard dashboard = new Dashboard();

  @Override
  public Operation ask(Peer peer, String line) {
    lifetime.assertNotOver();
    return timeout.ask(peer, line);
  }

  @Override
  public Operation within(Duration deadline, Operation operation) {
    lifetime.assertNotOver();
    return timeout.within(deadline, operation);
  }

  @Override
  public Operation firstOf(Duration hedge, List<Operation> attempts) {
    lifetime.assertNotOver();
    return race.firstOf(hedge, attempts);
  }

  @Override
  public Operation using(Resource<Operation> resource, Function<Reply, Operation> use) {
    lifetime.assertNotOver();
    return race.using(resource, use);
  }

  @Override
  public Operation all(Together together, List<Operation> operations) {
    lifetime.assertNotOver();
    return progress.all(together, operations);
  }

  @Override
  public Operation merge(Merging merging) {
    lifetime.assertNotOver();
    return merge.merge(merging);
  }

  @Override
  public Operation dashboard(Batching batching) {
    lifetime.assertNotOver();
    return dashboard.dashboard(batching);
  }

  @Override
  public Reply run(Operation operation) throws IOException, TimeoutException, InterruptedException {
    return runner.run(operation::on).orThrow();
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
  public Acceptor<Operation> acceptor(InetSocketAddress address) throws IOException {
    lifetime.assertOpen();
    return new BoundedAccept(address, lifetime);
  }

  @Override
  public LineConnection<Operation> connect(Peer peer) throws IOException, InterruptedException {
    lifetime.assertOpen();
    return new BoundedRead(peer, lifetime, runner);
  }

  @Override
  public void close() {
    lifetime.close();
  }
}
