package fiveways.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts in a thread that is never cancelled; an operation only waits for what it hands over. */
class ReferenceAcceptor implements Acceptor<Callable<Reply>> {
  protected final ServerSocket listener = new ServerSocket();
  private final ReferenceOperations operations;
  private final Handover<Socket> clients = new Handover<>();
  private final Set<Socket> served = ConcurrentHashMap.newKeySet();
  private final Thread accepting =
      Thread.ofVirtual().name("reference-acceptor").unstarted(this::loop);

  ReferenceAcceptor(ReferenceOperations operations, InetSocketAddress address) throws IOException {
    this.operations = operations;
    listener.bind(address);
  }

  /** A seam. */
  protected void start() {
    accepting.start();
  }

  private void loop() {
    try {
      while (hand(listener.accept())) {
        // the next one
      }
    } catch (IOException closed) {
      clients.end(closed);
    }
  }

  /** A seam: what becomes of a client that has come. */
  protected boolean hand(Socket client) throws IOException {
    try {
      if (clients.put(client)) {
        return true;
      }
    } catch (InterruptedException closed) {
      clients.end(new IOException("closed", closed));
    }
    client.close();
    return false;
  }

  /** A seam: waits for a client. */
  protected Socket next() throws IOException, InterruptedException {
    return clients.take();
  }

  /** A seam: waits for the client's line. */
  protected String lineOf(Socket client) throws IOException {
    return operations.readLine(client.getInputStream());
  }

  /** A seam: ends whoever has come and not gone, taken by an operation or not. */
  protected void endClients() throws IOException {
    if (clients.left().isPresent()) {
      clients.left().get().close();
    }
    for (var client : served) {
      client.close();
    }
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  @Override
  public Callable<Reply> acceptOne() {
    return () -> {
      try (var client = next()) {
        served.add(client);
        var line = lineOf(client);
        client.getOutputStream().write(("WELCOME " + line + "\n").getBytes(ISO_8859_1));
        var _ = client.getInputStream().skip(client.getInputStream().available());
        served.remove(client);
        return new Line(line);
      }
    };
  }

  @Override
  public void close() {
    try {
      listener.close();
      clients.end(new IOException("the acceptor is closed"));
      accepting.interrupt();
      ReferenceOperations.joinUninterruptibly(accepting);
      endClients();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
