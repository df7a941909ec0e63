package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import fiveways.contract.tck.Client;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Three clients of one server: one is busy, one stalls, one ends its output before it reads. */
final class EchoScene {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final int SOCKET_BUFFER = 64 * 1024;
  private static final int HALF_CLOSED_BYTES = 50_000;
  private static final int ROWS = 6;
  private static final int READS_IN = 5;

  private final Terminal terminal;

  EchoScene(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * What was seen of one model.
   *
   * @param echoes the busy client's, in all
   * @param slowestEchoMicros of them
   * @param stalledBytes what the stalled client could push before it was held back
   * @param stalledAllBack whether all of that came back once it read
   * @param halfClosedBytes what came back to the client that had ended its output
   * @param halfClosedAllBack whether that was all, and then the end
   */
  record Seen(
      String model,
      int echoes,
      long slowestEchoMicros,
      long stalledBytes,
      boolean stalledAllBack,
      int halfClosedBytes,
      boolean halfClosedAllBack) {

    /** Whether it was as the rules want it. */
    boolean asItShouldBe() {
      return echoes > 0 && stalledAllBack && halfClosedAllBack;
    }
  }

  List<Seen> play(List<ModelProvider> models) throws IOException, InterruptedException {
    Narration.title(
        terminal,
        "echo",
        "One client is busy, one sends but does not read, one ends its output and only",
        "then reads: who notices whom?");
    var seen = new ArrayList<Seen>();
    for (var provider : models) {
      try (var model = provider.open();
          var server = model.echo(settings())) {
        warm(server.address());
        terminal.line(Narration.model(terminal, provider));
        seen.add(play(provider.id(), server));
      }
      conclude(seen.getLast());
    }
    return seen;
  }

  private static EchoSettings settings() {
    return EchoSettings.defaults()
        .withServer(ServerSettings.defaults().withSocketBuffer(SOCKET_BUFFER));
  }

  private static void warm(InetSocketAddress server) throws IOException {
    try (var client = Client.of(server)) {
      for (int i = 0; i < 200; i++) {
        client.sendLine("warm");
        var _ = client.readLine();
      }
    }
  }

  private Seen play(String model, Server server) throws IOException, InterruptedException {
    var busy = new Column("busy: echo by echo", 18);
    var stalls = new Column("sends, and does not read", 24);
    var half = new Column("half-closes, then reads", 26);
    var stage = new Stage(terminal, TICK, Duration.ZERO, List.of(busy, stalls, half));
    stage.header();
    try (var asker = new Busy(server.address());
        var pusher = new Pusher(server.address(), SOCKET_BUFFER, stalls);
        var halfClosed = new HalfClosed(server.address(), half)) {
      for (int row = 1; row <= ROWS; row++) {
        stall(row, pusher, stalls);
        halfClosed.step(row);
        stage.row(() -> busy.note(asker.sinceLast()));
      }
      var _ = Waiting.until(pusher::allBack);
      return new Seen(
          model,
          asker.echoes.get(),
          asker.slowest.get() / 1000,
          pusher.pushedInAll(),
          pusher.allBack(),
          halfClosed.back,
          halfClosed.all);
    }
  }

  private static void stall(int row, Pusher pusher, Column column)
      throws IOException, InterruptedException {
    if (row == READS_IN) {
      pusher.readOn();
    } else if (row < READS_IN) {
      long sent = pusher.push();
      column.note(sent > 0 ? Text.size(sent) + " sent" : "held back");
    }
  }

  private void conclude(Seen seen) {
    var text =
        "busy: %,d echoes, the slowest %s; the others: every byte back"
            .formatted(seen.echoes(), Text.time(Duration.ofNanos(seen.slowestEchoMicros() * 1000)));
    terminal.line(
        "  "
            + (seen.asItShouldBe()
                ? terminal.style(Style.GOOD, text)
                : terminal.style(Style.BAD, "NOT every byte came back")));
    terminal.line("");
  }

  /** Sends a line and reads it back, again and again, in a thread of its own. */
  private static final class Busy implements AutoCloseable {
    private final Client client;
    private final Thread thread;
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private final AtomicInteger echoes = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private int told;

    Busy(InetSocketAddress server) throws IOException {
      client = Client.of(server);
      thread = Thread.ofVirtual().name("demo-busy").start(this::ask);
    }

    private void ask() {
      try {
        while (wanted.get()) {
          var line = "line " + echoes.get();
          long start = System.nanoTime();
          client.sendLine(line);
          if (!client.readLine().equals(line)) {
            return;
          }
          long took = System.nanoTime() - start;
          slowest.accumulateAndGet(took, Math::max);
          echoes.incrementAndGet();
        }
      } catch (IOException gone) {
        // then the count stands still, and everybody sees it
      }
    }

    String sinceLast() {
      int now = echoes.get();
      int since = now - told;
      told = now;
      return "%,d echoes".formatted(since);
    }

    @Override
    public void close() throws IOException {
      wanted.set(false);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      client.close();
    }
  }

  /** Sends, ends its output, waits, and only then reads: a step a row. */
  private static final class HalfClosed implements AutoCloseable {
    private final Client client;
    private final Column column;
    private final byte[] bytes = new byte[HALF_CLOSED_BYTES];
    private int back;
    private boolean all;

    HalfClosed(InetSocketAddress server, Column column) throws IOException {
      this.client = Client.of(server);
      this.column = column;
      new Random(7).nextBytes(bytes);
    }

    void step(int row) throws IOException {
      switch (row) {
        case 1 -> {
          client.send(bytes);
          column.note("%,d bytes sent".formatted(bytes.length));
        }
        case 2 -> {
          client.endOutput();
          column.note("ends its output");
        }
        case READS_IN -> {
          var came = client.readToEnd();
          back = came.length;
          all = Arrays.equals(came, bytes);
          column.note("reads %,d, then the end".formatted(back));
        }
        default -> {}
      }
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
