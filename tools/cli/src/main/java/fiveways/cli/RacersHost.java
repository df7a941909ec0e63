package fiveways.cli;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model's great race in a process of its own, where what it holds can be counted. The race starts
 * with the first line on standard input. Each is answered: {@value #END}, when the race has ended,
 * with how it did; and any other at once, with whether it goes on, and with the platform threads
 * and the virtual threads beyond those that were there before the model.
 *
 * <p>Arguments: model, how many racers, the addresses of the peers.
 */
public final class RacersHost {
  /** Waits for the end of the race. */
  static final String END = "end";

  /** How a won race is told. */
  static final String WON = "won";

  /**
   * What the process holds while the race goes on, or has ended: {@code ended platform virtual}.
   */
  record Held(boolean ended, int platform, int virtual) {
    static Held parse(String line) {
      var words = line.split(" ", -1);
      return new Held(
          Boolean.parseBoolean(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }
  }

  private RacersHost() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var peers = Stream.of(arguments).skip(2).map(Words::address).map(Peer::new).toList();
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var before = ThreadsHere.now();
    try (var model = Models.called(arguments[0]).open()) {
      System.out.println("ready");
      commands.readLine();
      var race = race(model, Integer.parseInt(arguments[1]), peers);
      var runner = Thread.ofPlatform().daemon().unstarted(race);
      runner.start();
      System.out.println("started");
      for (String command; (command = commands.readLine()) != null; ) {
        System.out.println(command.equals(END) ? end(race) : held(race, before));
      }
    }
    System.exit(0);
  }

  /** The one in the middle asks the peer that replies. */
  private static <O> FutureTask<Reply> race(
      ConcurrencyModel<O> model, int racers, List<Peer> peers) {
    return new FutureTask<>(() -> {
      var attempts =
          IntStream.range(0, racers)
              .mapToObj(i ->
                  model.ask(
                      peers.get(i % peers.size()), i == racers / 2 ? RacePeers.WINNER : "wait"))
              .toList();
      return model.run(model.firstOf(Duration.ZERO, attempts));
    });
  }

  /** But for the thread that called, and waits. */
  private static String held(FutureTask<Reply> race, ThreadsHere before) {
    var held = ThreadsHere.now().beyond(before);
    boolean ended = race.isDone();
    return ended + " " + (held.platform() - (ended ? 0 : 1)) + " " + held.virtual();
  }

  private static String end(FutureTask<Reply> race) throws InterruptedException {
    try {
      return race.get() instanceof Line(String reply) ? WON + " " + reply : "no single reply";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause()).lines().findFirst().orElse("");
    }
  }
}
