package fiveways.cli;

import fiveways.contract.api.ReplaySettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A model's event server in a process of its own, with little memory. It says where it listens;
 * when its standard input says a line or ends, it closes the server, says so, and ends.
 *
 * <p>Arguments: model, journal.
 */
public final class EventsHost {
  /** Says that the server has been closed. */
  static final String CLOSED = "closed";

  private EventsHost() {}

  public static void main(String[] arguments) throws IOException {
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (var model = Models.called(arguments[0]).open();
        var server = model.replay(ReplaySettings.defaults(Path.of(arguments[1])))) {
      System.out.println(Text.address(server.address()));
      commands.readLine();
    }
    System.out.println(CLOSED);
    System.exit(0);
  }
}
