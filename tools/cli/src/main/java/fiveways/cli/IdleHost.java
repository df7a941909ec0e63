package fiveways.cli;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A model's server in a process of its own, where what it holds can be counted. It serves until its
 * standard input ends, and answers each line there with what it holds just now: connections,
 * platform threads and virtual threads beyond those that were there before the model.
 *
 * <p>Arguments: model, scenario, how many connections at most.
 */
public final class IdleHost {
  private static final Duration LONG = Duration.ofHours(1);

  /** What the process holds: {@code connections platform virtual}. */
  record Held(int connections, int platform, int virtual) {
    static Held parse(String line) {
      var numbers = line.split(" ", -1);
      return new Held(
          Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }
  }

  private IdleHost() {}

  public static void main(String[] arguments) throws IOException {
    var before = ThreadsHere.now();
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var settings = ServerSettings.defaults().withMaxConnections(Integer.parseInt(arguments[2]));
    var journal = Files.createTempFile("course-idle-", ".journal");
    try (var model = Models.called(arguments[0]).open();
        var server = start(model, arguments[1], settings, journal)) {
      System.out.println(server.address().getPort());
      for (String command; (command = commands.readLine()) != null; ) {
        var now = command.equals("threads") ? ThreadsHere.now() : before;
        var held = now.beyond(before);
        System.out.println(server.connections() + " " + held.platform() + " " + held.virtual());
      }
    } finally {
      Files.delete(journal);
    }
    System.exit(0);
  }

  private static Server start(
      ConcurrencyModel<?> model, String scenario, ServerSettings settings, Path journal)
      throws IOException {
    return switch (scenario) {
      case "echo" -> model.echo(EchoSettings.defaults().withServer(settings));
      // Beats of idle clients would be traffic: what waits is what is counted.
      case "heartbeat" -> model.heartbeat(new HeartbeatSettings(settings, LONG, LONG));
      case "replay" ->
          model.replay(ReplaySettings.defaults(journal).withServer(settings).withFlush(LONG));
      default -> throw new IllegalArgumentException(scenario);
    };
  }
}
