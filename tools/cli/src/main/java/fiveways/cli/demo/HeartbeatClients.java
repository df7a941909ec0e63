package fiveways.cli.demo;

import fiveways.cli.Glyphs;
import fiveways.contract.tck.Client;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The three clients of one heartbeat server. */
final class HeartbeatClients implements Clients {
  private static final int PUSHES_IN = 2;
  private static final int READS_IN = 7;
  private static final int MILLIS_TO_WARM_UP = 3000;

  private final String model;
  private final Talker talker;
  private final Silent silent = new Silent();
  private final Lines talks;
  private final Pusher slow;
  private final Lines mute;
  private volatile Optional<String> failure = Optional.empty();

  /** Connects all three. */
  HeartbeatClients(String model, InetSocketAddress server, Glyphs glyphs) throws IOException {
    this.model = model;
    talker = new Talker(glyphs);
    talks = new Lines(server, talker::came);
    slow = new Pusher(server, HeartbeatScene.SOCKET_BUFFER);
    mute = new Lines(server, silent::came);
  }

  static void warm(InetSocketAddress server) throws IOException {
    try (var client = Client.of(server)) {
      client.socket().setSoTimeout(MILLIS_TO_WARM_UP);
      client.sendLine("warm");
      var _ = client.readLine();
    }
  }

  @Override
  public void step(int row) throws IOException, InterruptedException {
    talker.say(talks);
    if (row >= PUSHES_IN && row < READS_IN) {
      slow.push();
    } else if (row == READS_IN) {
      slow.readOn();
    }
  }

  @Override
  public List<Cell> seen() {
    return List.of(talker.news(), slow.news(), silent.news());
  }

  /** The beat after the gap comes when the slow client reads: before it, nobody sees the gap. */
  @Override
  public boolean content() {
    return talker.echoes() == HeartbeatScene.ROWS
        && slow.allBack()
        && !HeartbeatScene.skipped(slow.beats()).isEmpty()
        && silent.bye;
  }

  @Override
  public void failed(String why) {
    failure = Optional.of(why);
  }

  @Override
  public Optional<String> failure() {
    return failure;
  }

  HeartbeatScene.Seen conclusion() {
    synchronized (talker) {
      return new HeartbeatScene.Seen(
          model,
          List.copyOf(talker.beats),
          talker.slowest / 1000,
          slow.pushedInAll(),
          slow.allBack(),
          slow.beats(),
          silent.bye,
          talker.said,
          talker.echoes,
          List.copyOf(talker.early),
          failure);
    }
  }

  @Override
  public void close() {
    talks.close();
    slow.close();
    mute.close();
  }

  /** Sends a line now and then, and notes how long it took to come back. */
  private static final class Talker {
    private final Glyphs glyphs;
    private final long connecting = System.nanoTime();
    private final List<Integer> beats = new ArrayList<>(); // guarded by this, as what follows
    private final List<Integer> early = new ArrayList<>();
    private int said;
    private int echoes;
    private long sentAt;
    private long slowest;
    private int beatsTold;
    private int echoesTold;
    private boolean wrong;

    Talker(Glyphs glyphs) {
      this.glyphs = glyphs;
    }

    void say(Lines lines) throws IOException {
      String line;
      synchronized (this) {
        said++;
        sentAt = System.nanoTime();
        line = line(said);
      }
      lines.send(line);
    }

    private static String line(int number) {
      return "line " + number;
    }

    synchronized void came(String line) {
      if (line.startsWith("BEAT ")) {
        beat(Integer.parseInt(line.substring(5)));
      } else if (line.equals(line(echoes + 1))) {
        slowest = Math.max(slowest, System.nanoTime() - sentAt);
        echoes++;
      } else if (!line.isEmpty()) {
        wrong = true;
      }
    }

    private void beat(int number) {
      beats.add(number);
      if (Duration.ofNanos(System.nanoTime() - connecting)
              .compareTo(HeartbeatScene.PERIOD.multipliedBy(number))
          < 0) {
        early.add(number);
      }
    }

    synchronized int echoes() {
      return echoes;
    }

    /** {@code 3✓}: beat 3 came, and the line of this row. */
    synchronized Cell news() {
      int from = beatsTold;
      beatsTold = beats.size();
      boolean echoed = echoes > echoesTold && !wrong;
      echoesTold = echoes;
      var text =
          switch (beatsTold - from) {
            case 0 -> glyphs.dash();
            case 1 -> String.valueOf(beats.getLast());
            default -> beats.get(from) + "-" + beats.getLast();
          };
      var cell = "%3s".formatted(text + (echoed ? glyphs.held() : glyphs.broken()));
      return echoed && beatsTold > from ? Cell.plain(cell) : Cell.bad(cell);
    }
  }

  private static final class Silent {
    private volatile boolean bye;
    private Cell news = Cell.EMPTY;

    synchronized void came(String line) {
      bye |= line.equals("BYE silence");
      if (bye) {
        news = line.isEmpty() ? news : Cell.mark("BYE");
      } else if (line.isEmpty()) {
        news = Cell.bad("end");
      }
    }

    synchronized Cell news() {
      var now = news;
      news = Cell.EMPTY;
      return now;
    }
  }
}
