package fiveways.channels;

import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Stopped;
import fiveways.channels.engine.Threads;
import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Batching;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Server;
import fiveways.contract.api.Together;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Model 03: actors share nothing and meet at channels. An operation is a {@link Behaviour}. Idle,
 * the model has two actors: a clock, and one that keeps the list of who is under way.
 */
public final class ChannelsModel implements ConcurrencyModel<Behaviour> {
  private final ActorSystem actors;
  private final Timeout timeout;
  private final Race race;
  private final Progress progress;
  private final Merge merge;
  private final Dashboard dashboard;

  /** Its actors run in virtual threads: where an actor has a price, one begins to save on them. */
  public ChannelsModel() {
    this(Threads.VIRTUAL);
  }

  public ChannelsModel(Threads threads) {
    actors = new ActorSystem(threads);
    timeout = new Timeout(actors);
    race = new Race(actors, timeout);
    progress = new Progress(actors);
    merge = new Merge(actors);
    dashboard = new Dashboard(actors);
  }

  @Override
  public Behaviour ask(Peer peer, String line) {
    actors.assertAlive();
    return timeout.ask(peer, line);
  }

  @Override
  public Behaviour within(Duration deadline, Behaviour operation) {
    actors.assertAlive();
    return timeout.within(deadline, operation);
  }

  @Override
  public Behaviour firstOf(Duration hedge, List<Behaviour> attempts) {
    actors.assertAlive();
    return race.firstOf(hedge, attempts);
  }

  @Override
  public Behaviour using(Resource<Behaviour> resource, Function<Reply, Behaviour> use) {
    actors.assertAlive();
    return race.using(resource, use);
  }

  @Override
  public Behaviour all(Together together, List<Behaviour> operations) {
    actors.assertAlive();
    return progress.all(together, operations);
  }

  @Override
  public Behaviour merge(Merging merging) {
    actors.assertAlive();
    return merge.merge(merging);
  }

  @Override
  public Behaviour dashboard(Batching batching) {
    actors.assertAlive();
    return dashboard.dashboard(batching);
  }

  /** Only the caller waits in a thread that others may interrupt; actors are told. */
  @Override
  public Reply run(Behaviour operation) throws IOException, TimeoutException, InterruptedException {
    // tag::cancel[]
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before it began");
    }
    var actor = actors.open("run", operation::until);
    try {
      return actors.unlessClosing(actor.awaitEnd()).orThrow();
    } catch (InterruptedException interrupt) {
      Stopped.tell(interrupt, actor.cancel()); // stop is said, and the end awaited
      throw interrupt;
    }
    // end::cancel[]
  }

  @Override
  public Server echo(EchoSettings settings) throws IOException {
    return new Echo(settings, actors);
  }

  @Override
  public Server heartbeat(HeartbeatSettings settings) throws IOException {
    return new Heartbeat(settings, actors);
  }

  @Override
  public EventServer replay(ReplaySettings settings) throws IOException {
    return new Replay(settings, actors);
  }

  @Override
  public Acceptor<Behaviour> acceptor(InetSocketAddress address) throws IOException {
    return new BoundedAccept(address, actors);
  }

  @Override
  public LineConnection<Behaviour> connect(Peer peer) throws IOException, InterruptedException {
    return new BoundedRead(peer, actors);
  }

  @Override
  public void close() {
    actors.close();
  }
}
