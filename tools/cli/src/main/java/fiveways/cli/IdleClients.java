package fiveways.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A server in a process of its own, and clients in this one that connect and then say nothing. */
public final class IdleClients implements AutoCloseable {
  /** Threads of the server's process beyond those that it had before the model was opened. */
  public record Threads(int platform, int virtual) {}

  private static final Duration TO_ACCEPT_ALL = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final int LOOKS = 80;
  private static final int MILLIS_TO_ANSWER = 30_000;
  private static final int PORTS = 25_000;

  private final ChildJvm server;
  private final InetSocketAddress address;
  private final List<Socket> clients = new ArrayList<>();

  private IdleClients(ChildJvm server) throws IOException {
    this.server = server;
    try {
      int port = Integer.parseInt(server.readLine().orElse("-1"));
      address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    } catch (IllegalArgumentException e) {
      server.close();
      throw new IOException("the server's process did not start", e);
    }
  }

  /** Starts the server; nobody has connected yet. */
  public static IdleClients of(String model, Scenario scenario, int most) throws IOException {
    return new IdleClients(
        ChildJvm.start(
            IdleHost.class,
            Redirect.INHERIT,
            // macOS: as many files as the shell allows, not as many as Java thinks are enough
            List.of("-XX:-MaxFDLimit"),
            List.of(model, scenario.word(), String.valueOf(most))));
  }

  /**
   * So many connections are possible here.
   *
   * @throws Mistake if not: the option, and what to do instead
   */
  static void refuseTooMany(String option, int connections) {
    if (connections > PORTS) {
      throw new Mistake(
          "%s: '%d' are more than one address has ports for: %d at most"
              .formatted(option, connections, PORTS));
    }
    OpenFiles.refuseTooMany(option, connections, "connections");
  }

  /**
   * Connects so many more, and waits until the server has accepted them.
   *
   * @throws IOException if it does not, within a minute
   */
  public void connect(int many) throws IOException, InterruptedException {
    for (int i = 0; i < many; i++) {
      var client = new Socket();
      clients.add(client);
      client.setTcpNoDelay(true);
      client.setSoTimeout(MILLIS_TO_ANSWER);
      client.connect(address, MILLIS_TO_ANSWER);
    }
    long start = System.nanoTime();
    while (IdleHost.Held.parse(server.ask("connections")).connections() < clients.size()) {
      if (System.nanoTime() - start > TO_ACCEPT_ALL.toNanos()) {
        throw new IOException(
            "after a minute the server has not accepted all " + clients.size() + " clients");
      }
      Thread.sleep(5);
    }
  }

  /**
   * What the server's process holds, once that has settled: a client is accepted a moment before
   * its threads have started. Blocks until two looks, a while apart, see the same.
   *
   * @throws IOException if it does not settle
   */
  public Threads threads() throws IOException, InterruptedException {
    var before = count();
    for (int look = 0; look < LOOKS; look++) {
      Thread.sleep(BETWEEN_LOOKS);
      var now = count();
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
    throw new IOException("the server's threads do not settle, at last there were " + before);
  }

  private Threads count() throws IOException {
    var held = IdleHost.Held.parse(server.ask("threads"));
    return new Threads(held.platform(), held.virtual());
  }

  Optional<Long> residentBytes() {
    return server.residentBytes();
  }

  /**
   * Asks so many of the clients, spread over all, to send a line of their own and read it back.
   *
   * @return how long the slowest took
   * @throws IOException if one does not get its own line back
   */
  Duration sample(int many) throws IOException {
    long slowest = 0;
    for (int i = 0; i < many; i++) {
      int number = (int) ((long) i * clients.size() / many);
      var client = clients.get(number);
      var line = ("idle client " + number + "\n").getBytes(US_ASCII);
      long start = System.nanoTime();
      client.getOutputStream().write(line);
      var echo = client.getInputStream().readNBytes(line.length);
      slowest = Math.max(slowest, System.nanoTime() - start);
      if (echo.length < line.length) {
        throw new EOFException("client " + number + " was disconnected");
      }
      if (!Arrays.equals(echo, line)) {
        throw new IOException("client " + number + " got the bytes of another");
      }
    }
    return Duration.ofNanos(slowest);
  }

  /** The clients go, and then the server's process. */
  @Override
  public void close() {
    for (var client : clients) {
      try {
        client.close();
      } catch (IOException gone) {
        // as wanted
      }
    }
    server.close();
  }
}
