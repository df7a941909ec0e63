package fiveways.contract.tck;

import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A subject's server in a process of its own: one that can be stopped in its tracks, or run out of
 * descriptors, without harm to the test. Its standard input is its life line: it ends when that
 * does.
 */
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final InetSocketAddress address;

  private ServerProcess(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    BufferedReader out = process.inputReader();
    var line = out.readLine();
    if (line == null || !line.startsWith("listening on ")) {
      close();
      throw new IOException("the server's process said: " + line);
    }
    var port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    address = new InetSocketAddress(ServerSettings.defaults().address().getAddress(), port);
  }

  /**
   * Starts the subject's echo server, on a free port.
   *
   * @param descriptors how many files and sockets the process may have open; empty: as many as this
   */
  public static ServerProcess echo(
      Subject<?> subject, EchoSettings settings, OptionalInt descriptors) throws IOException {
    var server = settings.server();
    return start(
        subject,
        descriptors,
        List.of(
            "echo",
            String.valueOf(server.maxConnections()),
            server.grace().toString(),
            String.valueOf(settings.buffer())));
  }

  /** A process that serves already; closing this ends it. */
  public static ServerProcess of(Process process, InetSocketAddress address) {
    return new ServerProcess(process, address);
  }

  /** Starts the subject's heartbeat server, on a free port. */
  public static ServerProcess heartbeat(Subject<?> subject, HeartbeatSettings settings)
      throws IOException {
    var server = settings.server();
    return start(
        subject,
        OptionalInt.empty(),
        List.of(
            "heartbeat",
            String.valueOf(server.maxConnections()),
            server.grace().toString(),
            settings.period().toString(),
            settings.silence().toString()));
  }

  /** Starts the subject's event server, on a free port. */
  public static ServerProcess replay(Subject<?> subject, ReplaySettings settings)
      throws IOException {
    var server = settings.server();
    return start(
        subject,
        OptionalInt.empty(),
        List.of(
            "replay",
            String.valueOf(server.maxConnections()),
            server.grace().toString(),
            settings.journal().toString(),
            settings.flush().toString(),
            String.valueOf(settings.waiting()),
            settings.replay().toString()));
  }

  private static ServerProcess start(
      Subject<?> subject, OptionalInt descriptors, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    if (descriptors.isPresent()) {
      command.addAll(
          List.of("sh", "-c", "ulimit -n " + descriptors.getAsInt() + " && exec \"$@\"", "sh"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-preview", "-XX:-MaxFDLimit", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ServerProcess.class.getName());
    command.add(subject.getClass().getName());
    command.addAll(arguments);
    return new ServerProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  public InetSocketAddress address() {
    return address;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Stops the process where it stands; it does not notice. Only where there are POSIX signals. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on. */
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    var kill = new ArrayList<>(List.of("kill", "-" + name, String.valueOf(process.pid())));
    process.descendants().map(child -> String.valueOf(child.pid())).forEach(kill::add);
    if (new ProcessBuilder(kill).start().waitFor() != 0) {
      throw new IOException("kill -" + name + " failed");
    }
  }

  /** Ends the process. */
  @Override
  public void close() {
    kill();
  }

  /** Kills it wherever it stands; waits until it is gone. It may be gone already. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      if (!process.waitFor(Patience.forAnEvent().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the server's process cannot be ended: " + process.pid());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The other side: opens the subject's model and serves until standard input ends. */
  public static void main(String[] arguments) throws Exception {
    Subject<?> subject =
        Class.forName(arguments[0])
            .asSubclass(Subject.class)
            .getDeclaredConstructor()
            .newInstance();
    Loading.packagesOf(subject.getClass(), Server.class);
    try (var model = subject.open();
        Server server =
            switch (arguments[1]) {
              case "echo" -> model.echo(echoSettings(arguments));
              case "heartbeat" -> model.heartbeat(heartbeatSettings(arguments));
              case "replay" -> model.replay(replaySettings(arguments));
              default -> throw new IllegalArgumentException(arguments[1]);
            }) {
      System.out.println("listening on " + server.address());
      while (System.in.read() >= 0) {
        // whoever started this process is still there
      }
    }
  }

  private static EchoSettings echoSettings(String[] arguments) {
    return new EchoSettings(serverSettings(arguments), Integer.parseInt(arguments[4]));
  }

  private static HeartbeatSettings heartbeatSettings(String[] arguments) {
    return new HeartbeatSettings(
        serverSettings(arguments), Duration.parse(arguments[4]), Duration.parse(arguments[5]));
  }

  private static ReplaySettings replaySettings(String[] arguments) {
    return new ReplaySettings(
        serverSettings(arguments),
        Path.of(arguments[4]),
        Duration.parse(arguments[5]),
        Integer.parseInt(arguments[6]),
        Duration.parse(arguments[7]));
  }

  private static ServerSettings serverSettings(String[] arguments) {
    return ServerSettings.defaults()
        .withMaxConnections(Integer.parseInt(arguments[2]))
        .withGrace(Duration.parse(arguments[3]));
  }
}
