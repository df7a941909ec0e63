package fiveways.cli.demo;

import fiveways.contract.tck.Client;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The three clients of one echo server. */
final class EchoClients implements Clients {
  static final int HALF_CLOSED = 50_000;
  private static final int READS_IN = 5;
  private static final int MILLIS_TO_WARM_UP = 3000;

  private final String model;
  private final Busy busy;
  private final Pusher slow;
  private final HalfClosed half;
  private volatile Optional<String> failure = Optional.empty();

  /** Connects all three. */
  EchoClients(String model, InetSocketAddress server) throws IOException {
    this.model = model;
    busy = new Busy(server);
    slow = new Pusher(server, EchoScene.SOCKET_BUFFER);
    half = new HalfClosed(server);
  }

  static void warm(InetSocketAddress server) throws IOException {
    try (var client = Client.of(server)) {
      client.socket().setSoTimeout(MILLIS_TO_WARM_UP);
      for (int i = 0; i < 200; i++) {
        client.sendLine("warm");
        var _ = client.readLine();
      }
    }
  }

  @Override
  public void step(int row) throws IOException, InterruptedException {
    if (row == 1) {
      busy.start();
    }
    if (row < READS_IN) {
      slow.push();
    } else if (row == READS_IN) {
      slow.readOn();
    }
    half.step(row);
  }

  @Override
  public List<Cell> seen() {
    return List.of(busy.news(), slow.news(), half.news());
  }

  @Override
  public boolean content() {
    return slow.allBack() && half.all;
  }

  @Override
  public void failed(String why) {
    failure = Optional.of(why);
  }

  @Override
  public Optional<String> failure() {
    return failure;
  }

  /** Ends what the busy client does, and says what all three have seen. */
  EchoScene.Seen conclusion() {
    busy.wanted = false;
    synchronized (busy) {
      return new EchoScene.Seen(
          model,
          busy.echoes,
          busy.slowest / 1000,
          slow.pushedInAll(),
          slow.allBack(),
          half.back,
          half.all,
          !busy.failed,
          failure);
    }
  }

  @Override
  public void close() {
    busy.close();
    slow.close();
    half.close();
  }

  /**
   * Sends a line and reads it back, again and again, in a thread of its own. Not as fast as it can:
   * the models share one machine, and nobody is to be slowed by the others' clients.
   */
  private static final class Busy implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(2);

    private final Client client;
    private volatile boolean wanted = true;
    private int echoes; // guarded by this, as what follows
    private long slowest;
    private int told;
    private boolean failed;

    Busy(InetSocketAddress server) throws IOException {
      client = Client.of(server);
    }

    void start() {
      Thread.ofPlatform().daemon().name("demo-busy").start(this::ask);
    }

    private void ask() {
      try {
        for (int number = 1; wanted; number++) {
          long start = System.nanoTime();
          client.sendLine("line " + number);
          if (!client.readLine().equals("line " + number)) {
            throw new IOException("these are not my bytes");
          }
          echoed(System.nanoTime() - start);
          Thread.sleep(REST);
        }
      } catch (IOException | InterruptedException gone) {
        failed();
      }
    }

    private synchronized void echoed(long took) {
      slowest = Math.max(slowest, took);
      echoes++;
    }

    private synchronized void failed() {
      failed = wanted;
    }

    synchronized Cell news() {
      int since = echoes - told;
      told = echoes;
      var text = "%3d".formatted(since);
      return since > 0 && !failed ? Cell.plain(text) : Cell.bad(text);
    }

    @Override
    public void close() {
      wanted = false;
      client.close();
    }
  }

  /** Sends, ends its output, waits, and only then reads: a step a row. */
  private static final class HalfClosed implements AutoCloseable {
    private final Client client;
    private final byte[] bytes = new byte[HALF_CLOSED];
    private volatile Cell news = Cell.EMPTY;
    private volatile int back;
    private volatile boolean all;

    HalfClosed(InetSocketAddress server) throws IOException {
      client = Client.of(server);
      new Random(7).nextBytes(bytes);
    }

    void step(int row) throws IOException {
      switch (row) {
        case 1 -> {
          client.send(bytes);
          news = Cell.plain("sent");
        }
        case 2 -> {
          client.endOutput();
          news = Cell.plain("end");
        }
        case READS_IN -> read();
        default -> {}
      }
    }

    private void read() throws IOException {
      var came = client.readToEnd();
      back = came.length;
      all = Arrays.equals(came, bytes);
      news = all ? Cell.good("back") : Cell.bad("LOST");
    }

    Cell news() {
      var now = news;
      news = Cell.EMPTY;
      return now;
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
