package fiveways.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code course connect}: a line client, so that nobody needs {@code nc}. */
@Command(
    name = "connect",
    description = "Talk to a server, line by line.",
    footerHeading = "%nWhat is typed is sent, line by line, but for:%n",
    footer = {
      "  /half-close   end the output; so does the end of the input (Ctrl-D)",
      "  /stop         stop reading",
      "  /read         read on",
      "  /reset        go with a reset",
      "  /wait 500ms   wait, for scripts",
      "  /quit         go",
      "  //text        send /text"
    })
final class ConnectCommand implements Callable<Integer> {
  private static final int CONNECT_MILLIS = 10_000;

  private final Terminal terminal;

  @Parameters(
      paramLabel = "HOST:PORT",
      converter = Words.AddressWord.class,
      description = "Where the server listens.")
  @SuppressWarnings("NullAway.Init") // picocli fills it in, or does not call
  private InetSocketAddress address;

  ConnectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.connect(address, CONNECT_MILLIS);
      // What is typed at a terminal stands there already.
      return new LineClient(terminal, socket, Terminal.somebodyTypes()).talk();
    } catch (IOException e) {
      terminal.complain(
          "%s:%d: %s".formatted(address.getHostString(), address.getPort(), Failures.inWords(e)));
      return 1;
    }
  }
}
