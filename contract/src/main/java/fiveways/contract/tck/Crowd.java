package fiveways.contract.tck;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Many clients of one server, each with a name of its own. */
record Crowd(List<EchoClient> all) implements AutoCloseable {

  /** Connects so many, with the kernel's buffers. */
  static Crowd of(int clients, InetSocketAddress server) throws IOException {
    return connected(clients, server, OptionalInt.empty());
  }

  /** Connects so many, with socket buffers of so many bytes each way. */
  static Crowd of(int clients, InetSocketAddress server, int socketBuffer) throws IOException {
    return connected(clients, server, OptionalInt.of(socketBuffer));
  }

  private static Crowd connected(int clients, InetSocketAddress server, OptionalInt socketBuffer)
      throws IOException {
    var crowd = new Crowd(new ArrayList<>());
    try {
      crowd.join(clients, server, socketBuffer);
      return crowd;
    } catch (IOException e) {
      crowd.close();
      throw e;
    }
  }

  /** So many more. */
  void join(int clients, InetSocketAddress server) throws IOException {
    join(clients, server, OptionalInt.empty());
  }

  private void join(int clients, InetSocketAddress server, OptionalInt socketBuffer)
      throws IOException {
    for (int i = 0; i < clients; i++) {
      var name = "client " + (all.size() + 1);
      all.add(EchoClient.of(name, server, socketBuffer));
    }
  }

  /** Waits for the first to which the server sends something, if only its end. */
  Optional<EchoClient> firstToHear(Duration within) throws IOException {
    try (var selector = Selector.open()) {
      for (var client : all) {
        client.register(selector, SelectionKey.OP_READ);
      }
      selector.select(Math.max(1, within.toMillis()));
      return selector.selectedKeys().stream().map(key -> (EchoClient) key.attachment()).findFirst();
    }
  }

  /** What is done with a client when it is its turn. */
  @FunctionalInterface
  interface Turn {
    void take(EchoClient client) throws IOException;
  }

  /** Each client, in the order in which they are sent something, takes its turn and leaves. */
  void eachInTurn(Turn turn) throws IOException {
    try (var selector = Selector.open()) {
      for (var client : all) {
        client.register(selector, SelectionKey.OP_READ);
      }
      for (int left = all.size(); left > 0; ) {
        var ready = new ArrayList<EchoClient>();
        selector.select(
            key -> ready.add((EchoClient) key.attachment()), Patience.forAnEvent().toMillis());
        if (ready.isEmpty()) {
          throw new AssertionError(
              "%,d of %,d clients were served, and now the server sends nothing"
                  .formatted(all.size() - left, all.size()));
        }
        for (var client : ready) {
          turn.take(client);
          client.leave();
        }
        left -= ready.size();
      }
    }
  }

  /** Waits for something to hear; then reads what there is, and tells who has heard something. */
  List<EchoClient> listen(Duration within) throws IOException {
    var heard = new ArrayList<EchoClient>();
    if (firstToHear(within).isPresent()) {
      for (var client : all) {
        if (client.heardSomething()) {
          heard.add(client);
        }
      }
    }
    return heard;
  }

  /** As {@link #listen}; whether any bytes came. An end that was heard once is heard for ever. */
  boolean readOn(Duration within) throws IOException {
    long before = returned();
    var _ = listen(within);
    return returned() > before;
  }

  private long returned() {
    return all.stream().mapToLong(EchoClient::returned).sum();
  }

  @Override
  public void close() {
    all.forEach(EchoClient::close);
  }
}
