package fiveways.cli;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.Server;
import fiveways.contract.api.ServerSettings;
import fiveways.contract.journal.CorruptJournalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course serve}: one real server in the foreground. */
@Command(
    name = "serve",
    sortOptions = false,
    description =
        "Run a model's server in the foreground. It says where it listens; Ctrl-C ends it in order.")
final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = Words.ModelWord.class,
      completionCandidates = Words.ModelCandidates.class,
      description = "01, blocking-threads, …: see `course list models`.")
  @SuppressWarnings("NullAway.Init") // picocli fills it in, or does not call
  private ModelProvider provider;

  @Parameters(
      index = "1",
      paramLabel = "echo|heartbeat|replay",
      converter = Words.ScenarioWord.class,
      completionCandidates = Words.ServerCandidates.class,
      description = "Which server.")
  @SuppressWarnings("NullAway.Init") // picocli fills it in, or does not call
  private Scenario scenario;

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = Words.PortWord.class,
      description = "Where to listen; 0, as without it, is any free one.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      converter = Words.HostWord.class,
      description = "The address to listen on; without it nobody reaches it from elsewhere.")
  private InetAddress host = InetAddress.getLoopbackAddress();

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      converter = Words.CountWord.class,
      description = "How many clients at once; more wait. 10000 unless set.")
  private Optional<Integer> maxConnections = Optional.empty();

  @Option(
      names = "--socket-buffer",
      paramLabel = "SIZE",
      converter = Words.SizeWord.class,
      description =
          "The kernel's buffers of a connection, from 1KiB on; its own choice unless set.")
  private Optional<Integer> socketBuffer = Optional.empty();

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      converter = Words.DurationWord.class,
      description = "How long connections may take to finish at the end: 2s unless set.")
  private Optional<Duration> grace = Optional.empty();

  @Option(
      names = "--buffer",
      paramLabel = "SIZE",
      converter = Words.SizeWord.class,
      description =
          "echo: what it holds of a client that does not read, at most; 64KiB unless set.")
  private Optional<Integer> buffer = Optional.empty();

  @Option(
      names = "--period",
      paramLabel = "TIME",
      converter = Words.PositiveDurationWord.class,
      description = "heartbeat: between two beats; 500ms unless set.")
  private Optional<Duration> period = Optional.empty();

  @Option(
      names = "--silence",
      paramLabel = "TIME",
      converter = Words.PositiveDurationWord.class,
      description = "heartbeat: a client that says nothing for so long is dropped; 5s unless set.")
  private Optional<Duration> silence = Optional.empty();

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli fills it in
  private JournalOptions journal;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    refuseForeignOptions();
    try (var model = provider.open();
        var server = start(model)) {
      terminal.line(
          "listening on %s:%d".formatted(host.getHostAddress(), server.address().getPort()));
      Foreground.until(terminal, () -> end(model, server));
    }
    return 0;
  }

  private void refuseForeignOptions() {
    switch (scenario) {
      case ECHO -> {
        refuse("--period", period);
        refuse("--silence", silence);
        journal.given().forEach(this::refuse);
      }
      case HEARTBEAT -> {
        refuse("--buffer", buffer);
        journal.given().forEach(this::refuse);
      }
      case REPLAY -> {
        refuse("--buffer", buffer);
        refuse("--period", period);
        refuse("--silence", silence);
      }
      case TIMEOUT, RACE, PROGRESS, MERGE, DASHBOARD ->
          throw new Mistake(
              scenario.word()
                  + " is no server, it connects to one: see `course help call`;"
                  + " servers are echo, heartbeat and replay");
      case TURNS -> throw new IllegalStateException("refused as a word");
    }
  }

  private void refuse(String option, Optional<?> given) {
    if (given.isPresent()) {
      throw new Mistake(
          option
              + " is no setting of "
              + scenario.word()
              + ": leave it away, or see `course help serve`");
    }
  }

  private Server start(ConcurrencyModel<?> model) {
    try {
      return switch (scenario) {
        case ECHO -> model.echo(new EchoSettings(settings(), buffer.orElse(64 * 1024)));
        case HEARTBEAT -> model.heartbeat(heartbeatSettings());
        case REPLAY -> replaying(model.replay(journal.settings(settings())));
        case TIMEOUT, RACE, PROGRESS, MERGE, DASHBOARD, TURNS ->
            throw new IllegalStateException("refused before");
      };
    } catch (CorruptJournalException e) {
      throw new Mistake(
          "--journal: %s: %s; give another file, or mend this one"
              .formatted(journal.file(), e.getMessage()));
    } catch (FileSystemException e) {
      throw new Mistake("--journal: '" + e.getFile() + "' cannot be opened: name a file that can");
    } catch (IOException e) {
      throw new Mistake(e.getMessage() + ": choose another --port (0 is any free one) or --host");
    }
  }

  /** What was dropped is told, and never silently. */
  private EventServer replaying(EventServer server) {
    if (server.dropped() > 0) {
      terminal.complain(
          "%s ended in the middle of a record: %s dropped"
              .formatted(journal.file(), Text.count(server.dropped(), "byte")));
    }
    return server;
  }

  private HeartbeatSettings heartbeatSettings() {
    var defaults = HeartbeatSettings.defaults();
    return new HeartbeatSettings(
        settings(), period.orElse(defaults.period()), silence.orElse(defaults.silence()));
  }

  private ServerSettings settings() {
    var settings = ServerSettings.defaults().withAddress(new InetSocketAddress(host, port));
    settings = maxConnections.map(settings::withMaxConnections).orElse(settings);
    settings = grace.map(settings::withGrace).orElse(settings);
    if (socketBuffer.isEmpty()) {
      return settings;
    }
    if (socketBuffer.get() < 1024) {
      throw new Mistake(
          "--socket-buffer: '" + socketBuffer.get() + "' is too small: it must be at least 1KiB");
    }
    return settings.withSocketBuffer(socketBuffer.get());
  }

  private static String end(ConcurrencyModel<?> model, Server server) {
    long start = System.nanoTime();
    int connections = server.connections();
    server.close();
    model.close();
    var took = Text.time(Duration.ofNanos(System.nanoTime() - start));
    return "ended " + Text.count(connections, "connection") + " in " + took;
  }
}
