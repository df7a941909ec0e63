package fiveways.contract;

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
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The reference: small, plain, and keeping every rule. It teaches nothing; it is here so that the
 * gallery can spoil it in one place at a time. What may be spoilt is a protected method of it or of
 * one of its parts: a seam.
 */
class Reference implements ConcurrencyModel<Callable<Reply>> {
  private final ReferenceOperations operations = operations();
  private final Queue<AutoCloseable> kept = new ConcurrentLinkedQueue<>();
  private volatile boolean closing;
  private volatile boolean closed;

  /** A seam: the operations that this model has. */
  protected ReferenceOperations operations() {
    return new ReferenceOperations();
  }

  /** A seam: the server that this model starts. */
  protected ReferenceServer echoServer(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings);
  }

  /** A seam: the server that this model starts. */
  protected ReferenceServer heartbeatServer(HeartbeatSettings settings) throws IOException {
    return new ReferenceHeartbeat(settings);
  }

  /** A seam: the server that this model starts. */
  protected ReferenceReplay replayServer(ReplaySettings settings) throws IOException {
    return new ReferenceReplay(settings);
  }

  @Override
  public Callable<Reply> ask(Peer peer, String line) {
    return describing().ask(peer, line);
  }

  @Override
  public Callable<Reply> within(Duration deadline, Callable<Reply> operation) {
    return describing().within(deadline, operation);
  }

  @Override
  public Callable<Reply> firstOf(Duration hedge, List<Callable<Reply>> attempts) {
    return describing().firstOf(hedge, attempts);
  }

  @Override
  public Callable<Reply> using(
      Resource<Callable<Reply>> resource, Function<Reply, Callable<Reply>> use) {
    return describing().using(resource, use);
  }

  @Override
  public Callable<Reply> all(Together together, List<Callable<Reply>> operations) {
    return describing().all(together, operations);
  }

  @Override
  public Callable<Reply> merge(Merging merging) {
    return describing().merge(merging);
  }

  @Override
  public Callable<Reply> dashboard(Batching batching) {
    return describing().dashboard(batching);
  }

  @Override
  public Reply run(Callable<Reply> operation)
      throws IOException, TimeoutException, InterruptedException {
    return open().run(operation);
  }

  @Override
  public Server echo(EchoSettings settings) throws IOException {
    open();
    return kept(echoServer(settings).started());
  }

  @Override
  public Server heartbeat(HeartbeatSettings settings) throws IOException {
    open();
    return kept(heartbeatServer(settings).started());
  }

  @Override
  public EventServer replay(ReplaySettings settings) throws IOException {
    open();
    return kept(replayServer(settings).started());
  }

  @Override
  public Acceptor<Callable<Reply>> acceptor(InetSocketAddress address) throws IOException {
    var acceptor = open().acceptor(address);
    acceptor.start();
    return kept(acceptor);
  }

  @Override
  public LineConnection<Callable<Reply>> connect(Peer peer)
      throws IOException, InterruptedException {
    var connection = open().connect(peer);
    connection.start();
    return kept(connection);
  }

  /** A seam: refuses when closed; what is being released until then may describe its release. */
  protected ReferenceOperations describing() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    return operations;
  }

  /** A seam: refuses when closed. */
  protected ReferenceOperations open() {
    if (closing) {
      throw new IllegalStateException("the model is closed");
    }
    return operations;
  }

  private <C extends AutoCloseable> C kept(C opened) {
    kept.add(opened);
    return opened;
  }

  @Override
  public void close() {
    closing = true;
    operations.close();
    closed = true;
    var closings =
        kept.stream()
            .map(opened -> Thread.ofVirtual().name("reference-close").start(() -> close(opened)))
            .toList();
    closings.forEach(ReferenceOperations::joinUninterruptibly);
  }

  private static void close(AutoCloseable opened) {
    try {
      opened.close();
    } catch (Exception e) {
      throw new IllegalStateException("nothing here fails to close", e);
    }
  }
}
