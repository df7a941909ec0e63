package fiveways.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.cli.Terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Sends what is typed, shows what comes, each with the time since it connected. One thread reads
 * the socket, one the user's input: either may wait for ever without the other noticing.
 */
final class LineClient {
  private final Terminal terminal;
  private final Socket socket;
  private final boolean typedIsSeen;
  private final long start = System.nanoTime();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private boolean reading = true; // guarded by this
  private boolean outputEnded; // the typing thread's
  private volatile boolean leaving; // the user's wish, and so no news

  LineClient(Terminal terminal, Socket socket, boolean typedIsSeen) {
    this.terminal = terminal;
    this.socket = socket;
    this.typedIsSeen = typedIsSeen;
  }

  /** Blocks until the server ends, or the user; says with what to exit. */
  int talk() throws InterruptedException {
    note("connected to " + socket.getInetAddress().getHostAddress() + ":" + socket.getPort());
    if (typedIsSeen) {
      terminal.line("   /half-close  /stop  /read  /reset  /quit");
    }
    Thread.ofVirtual().name("course-connect-read").start(this::read);
    Thread.ofPlatform().daemon().name("course-connect-type").start(this::type);
    try {
      return exit.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void show(String mark, String text) {
    var time = Duration.ofNanos(System.nanoTime() - start);
    terminal.line(
        "%s %s %s"
            .formatted(terminal.quiet("%8.3f s".formatted(time.toNanos() / 1e9)), mark, text));
  }

  private void note(String what) {
    show(terminal.style(Style.MARK, "*"), terminal.style(Style.MARK, what));
  }

  // ------------------------------------------------------------ what comes

  private void read() {
    var line = new ByteArrayOutputStream();
    long bytes = 0;
    try {
      var chunk = new byte[8192];
      for (int n; (n = socket.getInputStream().read(chunk)) >= 0; bytes += n) {
        awaitReading();
        for (int i = 0; i < n; i++) {
          if (chunk[i] == '\n') {
            came(line, "");
          } else {
            line.write(chunk[i]);
          }
        }
      }
      awaitReading();
      came(line);
      note("the server ended its output, after " + Text.count(bytes, "byte"));
      exit.complete(0);
    } catch (SocketException e) {
      came(line);
      if (!leaving) {
        note("the connection is gone: " + e.getMessage());
        exit.complete(1);
      }
    } catch (IOException e) {
      note("the connection failed: " + e.getMessage());
      exit.complete(1);
    } catch (InterruptedException e) {
      exit.complete(1);
    }
  }

  private void came(ByteArrayOutputStream unfinished) {
    if (unfinished.size() > 0) {
      came(unfinished, terminal.quiet("   (no line feed)"));
    }
  }

  private void came(ByteArrayOutputStream line, String remark) {
    var text = line.toString(ISO_8859_1);
    line.reset();
    var bare = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    show(terminal.style(Style.GOOD, "<"), Text.fromWire(bare) + remark);
  }

  private synchronized void awaitReading() throws InterruptedException {
    while (!reading) {
      wait();
    }
  }

  private synchronized void setReading(boolean on) {
    reading = on;
    notifyAll();
  }

  // ------------------------------------------------------------ what is typed

  private void type() {
    try {
      for (var line = typed(); line.isPresent() && !exit.isDone(); line = typed()) {
        obey(line.get());
      }
      if (!outputEnded) {
        halfClose();
      }
    } catch (IOException e) {
      if (!exit.isDone()) {
        note("cannot send: " + e.getMessage());
      }
      exit.complete(1);
    } catch (InterruptedException e) {
      exit.complete(1);
    }
  }

  /** One char per byte; empty at the end. */
  private Optional<String> typed() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b; (b = terminal.in().read()) != '\n'; line.write(b)) {
      if (b < 0) {
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(ISO_8859_1));
      }
    }
    return Optional.of(line.toString(ISO_8859_1));
  }

  private void obey(String line) throws IOException, InterruptedException {
    var words = line.strip().split("\\s+", 2);
    if (!line.startsWith("/") || line.startsWith("//")) {
      send(line.startsWith("//") ? line.substring(1) : line);
      return;
    }
    switch (words[0]) {
      case "/half-close" -> halfClose();
      case "/stop" -> {
        setReading(false);
        note("stopped reading; /read goes on");
      }
      case "/read" -> {
        note("reading on");
        setReading(true);
      }
      case "/reset" -> {
        leaving = true;
        socket.setSoLinger(true, 0);
        socket.close();
        note("reset the connection");
        exit.complete(0);
      }
      case "/quit" -> exit.complete(0);
      case "/wait" -> pause(words.length > 1 ? words[1] : "");
      default ->
          note(
              "no command "
                  + Text.fromWire(words[0])
                  + ": /half-close /stop /read /reset /wait TIME /quit; //text sends /text");
    }
  }

  private void send(String line) throws IOException {
    if (outputEnded) {
      note("not sent, the output has ended: " + Text.fromWire(line));
      return;
    }
    if (!typedIsSeen) {
      show(terminal.style(Style.WORK, ">"), Text.fromWire(line));
    }
    socket.getOutputStream().write((line + "\n").getBytes(ISO_8859_1));
  }

  private void halfClose() throws IOException {
    if (!outputEnded) {
      outputEnded = true;
      note("ended the output (half-close)"); // first: the server's answer may end the command
      socket.shutdownOutput();
    }
  }

  private void pause(String time) throws InterruptedException {
    try {
      Thread.sleep(Words.duration(time));
    } catch (Mistake e) {
      note("/wait: " + e.sentence());
    }
  }
}
