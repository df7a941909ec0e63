package fiveways.cli.demo;

import fiveways.cli.Models;
import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Batching;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.FirstAttempt;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.Merging;
import fiveways.contract.api.ModelProvider;
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
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A real model with a mistake that must be seen in a scene. Its servers are mixed up as well. */
record MistakenProvider(Mistake mistake) implements ModelProvider {
  enum Mistake {
    NO_DEADLINE,
    HALF_THE_DEADLINE
  }

  @Override
  public String id() {
    return "98";
  }

  @Override
  public String name() {
    return "mistaken";
  }

  @Override
  public ConcurrencyModel<?> open() {
    return mistaken(Models.called("04").open());
  }

  private <O> ConcurrencyModel<O> mistaken(ConcurrencyModel<O> real) {
    return new MistakenModel<>(real, mistake);
  }

  @Override
  public FirstAttempt firstAttempt() {
    return Models.called("04").firstAttempt();
  }

  private record MistakenModel<O>(ConcurrencyModel<O> real, Mistake mistake)
      implements ConcurrencyModel<O> {

    @Override
    public O within(Duration deadline, O operation) {
      return switch (mistake) {
        case NO_DEADLINE -> operation;
        case HALF_THE_DEADLINE -> real.within(deadline.dividedBy(2), operation);
      };
    }

    /** It beats, and so nothing comes back as it was sent. */
    @Override
    public Server echo(EchoSettings settings) throws IOException {
      return real.heartbeat(
          new HeartbeatSettings(settings.server(), Duration.ofMillis(20), Duration.ofHours(1)));
    }

    /** It does not beat, and drops nobody. */
    @Override
    public Server heartbeat(HeartbeatSettings settings) throws IOException {
      return real.echo(EchoSettings.defaults().withServer(settings.server()));
    }

    @Override
    public O ask(Peer peer, String line) {
      return real.ask(peer, line);
    }

    /** Asks one of them twice, and no other: nobody wins. */
    @Override
    public O firstOf(Duration hedge, List<O> attempts) {
      return real.firstOf(hedge, List.of(attempts.get(1), attempts.get(1)));
    }

    @Override
    public O using(Resource<O> resource, Function<Reply, O> use) {
      return real.using(resource, use);
    }

    /** Nobody is told. */
    @Override
    public O all(Together together, List<O> operations) {
      return real.all(
          new Together(together.limit(), together.failFast(), Optional.empty()), operations);
    }

    /** The two are mixed up. */
    @Override
    public O merge(Merging merging) {
      return real.merge(new Merging(merging.b(), merging.a(), merging.sink(), merging.period()));
    }

    /** Hardly ever: nothing comes before the end. */
    @Override
    public O dashboard(Batching batching) {
      return real.dashboard(
          new Batching(batching.source(), batching.viewer(), Duration.ofHours(1)));
    }

    /** What is appended is not flushed, and so nothing is live. */
    @Override
    public EventServer replay(ReplaySettings settings) throws IOException {
      return real.replay(settings.withFlush(Duration.ofHours(1)));
    }

    @Override
    public Reply run(O operation) throws IOException, TimeoutException, InterruptedException {
      return real.run(operation);
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
}
