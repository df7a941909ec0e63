package fiveways.blocking;

import fiveways.blocking.engine.Alarms;
import fiveways.blocking.engine.CancelScope;
import fiveways.blocking.engine.Opened;
import fiveways.blocking.engine.Runner;
import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Batching;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Peer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Server;
import fiveways.contract.api.Together;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Model 01: every activity has a platform thread, which blocks while it waits. An operation is a
 * {@link Call}. Idle, the model has one thread, for alarms.
 */
public final class BlockingModel implements ConcurrencyModel<Call> {
  private final Alarms alarms = new Alarms("alarms");
  private final Timeout timeout = new Timeout(alarms);
  private final Runner runner = new Runner();
  private final Race race = new Race(timeout);
  private final Progress progress = new Progress(alarms);
  private final Merge merge = new Merge();
  private final Dashboard dashboard = new Dashboard();
  private final Opened opened = new Opened();

  @Override
  public Call ask(Peer peer, String line) {
    runner.assertNotOver();
    return timeout.ask(peer, line);
  }

  @Override
  public Call within(Duration deadline, Call operation) {
    runner.assertNotOver();
    return timeout.within(deadline, operation);
  }

  @Override
  public Call firstOf(Duration hedge, List<Call> attempts) {
    runner.assertNotOver();
    return race.firstOf(hedge, attempts);
  }

  @Override
  public Call using(Resource<Call> resource, Function<Reply, Call> use) {
    runner.assertNotOver();
    return race.using(resource, use);
  }

  @Override
  public Call all(Together together, List<Call> operations) {
    runner.assertNotOver();
    return progress.all(together, operations);
  }

  @Override
  public Call merge(Merging merging) {
    runner.assertNotOver();
    return merge.merge(merging);
  }

  @Override
  public Call dashboard(Batching batching) {
    runner.assertNotOver();
    return dashboard.dashboard(batching);
  }

  /** The operation gets a thread of its own: the caller's must stay free to hear an interrupt. */
  @Override
  public Reply run(Call operation) throws IOException, TimeoutException, InterruptedException {
    return runner.run(operation::in);
  }

  @Override
  public Server echo(EchoSettings settings) throws IOException {
    runner.assertOpen();
    return opened.addServer(new Echo(settings));
  }

  @Override
  public Server heartbeat(HeartbeatSettings settings) throws IOException {
    runner.assertOpen();
    return opened.addServer(new Heartbeat(settings));
  }

  @Override
  public EventServer replay(ReplaySettings settings) throws IOException {
    runner.assertOpen();
    return opened.addServer(new Replay(settings));
  }

  @Override
  public Acceptor<Call> acceptor(InetSocketAddress address) throws IOException {
    runner.assertOpen();
    return opened.add(new BoundedAccept(address, opened));
  }

  @Override
  public LineConnection<Call> connect(Peer peer) throws IOException, InterruptedException {
    try {
      return opened.add(new BoundedRead(runner.run(scope -> connected(peer, scope)), opened));
    } catch (TimeoutException e) {
      throw new IllegalStateException("nobody has set a deadline", e);
    }
  }

  /** The scope keeps the socket: if the caller is interrupted meanwhile, it is closed. */
  private static Socket connected(Peer peer, CancelScope scope) throws IOException {
    var socket = new Socket();
    scope.hold(socket);
    try {
      socket.connect(peer.address());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    runner.close();
    opened.close();
    alarms.close();
  }
}
