package fiveways.contract;

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
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/**
 * The reference: small, plain, and keeping every rule. It teaches nothing; it is here so that the
 * gallery can spoil it in one place at a time. What may be spoilt is a protected method of it or of
 * one of its parts: a seam.
 */
class Reference implements ConcurrencyModel<Callable<Reply>> {
  private final ReferenceOperations operations = operations();
  private final Queue<Server> servers = new ConcurrentLinkedQueue<>();

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
    throw new UnsupportedOperationException("comes with ReferenceHeartbeat: " + settings);
  }

  @Override
  public Callable<Reply> ask(Peer peer, String line) {
    return operations.ask(peer, line);
  }

  @Override
  public Callable<Reply> within(Duration deadline, Callable<Reply> operation) {
    return operations.within(deadline, operation);
  }

  @Override
  public Reply run(Callable<Reply> operation)
      throws IOException, TimeoutException, InterruptedException {
    return operations.run(operation);
  }

  @Override
  public Server echo(EchoSettings settings) throws IOException {
    return started(echoServer(settings));
  }

  @Override
  public Server heartbeat(HeartbeatSettings settings) throws IOException {
    return started(heartbeatServer(settings));
  }

  private Server started(ReferenceServer server) {
    servers.add(server);
    return server.started();
  }

  @Override
  public Acceptor<Callable<Reply>> acceptor(InetSocketAddress address) throws IOException {
    return operations.acceptor(address);
  }

  @Override
  public LineConnection<Callable<Reply>> connect(Peer peer) throws IOException {
    return operations.connect(peer);
  }

  @Override
  public void close() {
    servers.forEach(Server::close);
  }
}
