package fiveways.cli.demo;

import fiveways.contract.tck.Client;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** A client whose lines are read by a thread of its own, as they come. */
final class Lines implements AutoCloseable {
  private final Client client;

  /**
   * Connects.
   *
   * @param server told each line, and at last the empty text for the end
   */
  Lines(InetSocketAddress server, Consumer<String> came) throws IOException {
    client = Client.of(server);
    Thread.ofPlatform().daemon().name("demo-lines").start(() -> read(came));
  }

  private void read(Consumer<String> came) {
    try {
      while (true) {
        came.accept(client.readLine());
      }
    } catch (IOException end) {
      came.accept("");
    }
  }

  void send(String line) throws IOException {
    client.sendLine(line);
  }

  @Override
  public void close() {
    client.close();
  }
}
