package fiveways.cli.demo;

import fiveways.contract.api.EventServer;
import fiveways.contract.tck.Client;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The producer and the two subscribers of one event server. */
final class ReplayClients implements Clients {
  private static final int MILLIS_TO_WARM_UP = 3000;

  private final String model;
  private final InetSocketAddress server;
  private final Numbers acknowledged = new Numbers(Pattern.compile("OK (\\d{1,9})"));
  private final Numbers first = new Numbers(Pattern.compile("EVENT (\\d{1,9}) event \\1"));
  private final Numbers late = new Numbers(Pattern.compile("EVENT (\\d{1,9}) event \\1"));
  private final Lines producer;
  private final Lines subscriber;
  private volatile Optional<Lines> lateSubscriber = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();

  /** Connects the producer and the first subscriber. */
  ReplayClients(String model, InetSocketAddress server) throws IOException {
    this.model = model;
    this.server = server;
    subscriber = new Lines(server, first::came);
    subscriber.send(EventServer.SUBSCRIBE);
    producer = new Lines(server, acknowledged::came);
    producer.send(EventServer.PRODUCE);
  }

  /** Leaves no event behind: it says what no client may say. */
  static void warm(InetSocketAddress server) throws IOException {
    try (var client = Client.of(server)) {
      client.socket().setSoTimeout(MILLIS_TO_WARM_UP);
      client.sendLine("warm");
      var _ = client.readLine();
    }
  }

  @Override
  public void step(int row) throws IOException {
    if (row == ReplayScene.LATE_IN) {
      var comes = new Lines(server, late::came);
      lateSubscriber = Optional.of(comes);
      comes.send(EventServer.SUBSCRIBE);
    }
    producer.send("event " + row);
  }

  @Override
  public List<Cell> seen() {
    return List.of(acknowledged.news(), first.news(), late.news());
  }

  @Override
  public boolean content() {
    return acknowledged.count() == ReplayScene.ROWS
        && first.count() == ReplayScene.ROWS
        && late.count() == ReplayScene.ROWS;
  }

  @Override
  public void failed(String why) {
    failure = Optional.of(why);
  }

  @Override
  public Optional<String> failure() {
    return failure;
  }

  ReplayScene.Seen conclusion() {
    var strange = new ArrayList<String>();
    List.of(acknowledged, first, late).forEach(numbers -> strange.addAll(numbers.strange()));
    return new ReplayScene.Seen(
        model, acknowledged.all(), first.all(), late.all(), strange, failure);
  }

  @Override
  public void close() {
    producer.close();
    subscriber.close();
    lateSubscriber.ifPresent(Lines::close);
  }

  /** The numbers of lines of one kind, as they come. */
  private static final class Numbers {
    private final Pattern kind;
    private final List<Long> all = new ArrayList<>(); // guarded by this, as what follows
    private final List<String> strange = new ArrayList<>();
    private int shown;

    Numbers(Pattern kind) {
      this.kind = kind;
    }

    /** The empty text, for the end, comes only when the scene is over. */
    synchronized void came(String line) {
      var match = kind.matcher(line);
      if (match.matches()) {
        all.add(Long.valueOf(match.group(1)));
      } else if (!line.isEmpty()) {
        strange.add(line);
      }
    }

    /** {@code 4}, or {@code 1-5}, since it was last asked. */
    synchronized Cell news() {
      int from = shown;
      shown = all.size();
      if (!strange.isEmpty()) {
        return Cell.bad("BAD");
      }
      return switch (shown - from) {
        case 0 -> Cell.EMPTY;
        case 1 -> Cell.plain(String.valueOf(all.getLast()));
        default -> Cell.good(all.get(from) + "-" + all.getLast());
      };
    }

    synchronized int count() {
      return all.size();
    }

    synchronized List<Long> all() {
      return List.copyOf(all);
    }

    synchronized List<String> strange() {
      return List.copyOf(strange);
    }
  }
}
