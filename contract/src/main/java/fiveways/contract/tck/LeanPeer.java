package fiveways.contract.tck;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Answers thousands of clients, one after the other, and keeps nothing of any of them. */
final class LeanPeer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket();
  private final byte[] reply;

  LeanPeer(String reply) throws IOException {
    this.reply = new Line(reply).bytes();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofPlatform().daemon().name("tck-lean-peer").start(this::serve);
  }

  Peer peer() {
    return new Peer((InetSocketAddress) listener.getLocalSocketAddress());
  }

  private void serve() {
    while (true) {
      try (var client = listener.accept()) {
        int request;
        do {
          request = client.getInputStream().read();
        } while (request >= 0 && request != '\n');
        client.getOutputStream().write(reply);
        while (client.getInputStream().read() >= 0) {
          // until the client goes
        }
      } catch (IOException gone) {
        if (listener.isClosed()) {
          return;
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
