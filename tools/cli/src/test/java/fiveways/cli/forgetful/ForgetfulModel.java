package fiveways.cli.forgetful;

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
import fiveways.contract.api.Together;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A real model that forgets what it was told: breaks TIME-1, and some others on the way. */
record ForgetfulModel<O>(ConcurrencyModel<O> real) implements ConcurrencyModel<O> {
  @Override
  public O ask(Peer peer, String line) {
    return real.ask(peer, line);
  }

  @Override
  public O within(Duration deadline, O operation) {
    return real.within(deadline, operation);
  }

  @Override
  public O firstOf(Duration hedge, List<O> attempts) {
    return real.firstOf(hedge, attempts);
  }

  @Override
  public O using(Resource<O> resource, Function<Reply, O> use) {
    return real.using(resource, use);
  }

  @Override
  public O all(Together together, List<O> operations) {
    return real.all(together, operations);
  }

  @Override
  public O merge(Merging merging) {
    return real.merge(merging);
  }

  @Override
  public O dashboard(Batching batching) {
    return real.dashboard(batching);
  }

  @Override
  public Reply run(O operation) throws IOException, TimeoutException, InterruptedException {
    var _ = real.run(operation);
    return new Line("I forgot");
  }

  @Override
  public Server echo(EchoSettings settings) throws IOException {
    return real.echo(settings);
  }

  @Override
  public Server heartbeat(HeartbeatSettings settings) throws IOException {
    return real.heartbeat(settings);
  }

  @Override
  public EventServer replay(ReplaySettings settings) throws IOException {
    return real.replay(settings);
  }

  @Override
  public Acceptor<O> acceptor(InetSocketAddress address) throws IOException {
    return real.acceptor(address);
  }

  @Override
  public LineConnection<O> connect(Peer peer) throws IOException, InterruptedException {
    return real.connect(peer);
  }

  @Override
  public void close() {
    real.close();
  }
}
