package fiveways.cli;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Each;
import fiveways.contract.api.Line;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course call}: one operation of a model, against any peer. */
@Command(
    name = "call",
    sortOptions = false,
    description = "Ask any peer one line, with a model's way to bound it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:a reply", "1:it failed", "2:a mistake in the words", "3:the deadline came"})
final class CallCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int TOO_LATE = 3;

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
      paramLabel = "timeout",
      converter = Words.ScenarioWord.class,
      completionCandidates = Words.CallCandidates.class,
      description = "The scenario; of those today only this one calls.")
  @SuppressWarnings("NullAway.Init") // picocli fills it in, or does not call
  private Scenario scenario;

  @Option(
      names = "--peer",
      paramLabel = "HOST:PORT",
      required = true,
      converter = Words.AddressWord.class,
      description = "Whom to ask, `course peer` for example.")
  @SuppressWarnings("NullAway.Init") // picocli fills it in, or does not call
  private InetSocketAddress peer;

  @Option(names = "--line", paramLabel = "TEXT", description = "What to ask: hello unless set.")
  private String line = "hello";

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = Words.PositiveDurationWord.class,
      description = "How long all of it may take: 5s unless set.")
  private Duration deadline = Duration.ofSeconds(5);

  CallCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (scenario != Scenario.TIMEOUT) {
      throw new Mistake(
          "%s is a server, it is not called: `course serve %s %s` runs it; what calls is timeout"
              .formatted(scenario.word(), provider.id(), scenario.word()));
    }
    try (var model = provider.open()) {
      return ask(model);
    }
  }

  private <O> int ask(ConcurrencyModel<O> model) throws InterruptedException {
    var operation = model.within(deadline, model.ask(new Peer(peer), requested()));
    long start = System.nanoTime();
    try {
      var reply = model.run(operation);
      terminal.line(text(reply));
      terminal.complain("reply after " + since(start));
      return 0;
    } catch (TimeoutException e) {
      terminal.complain(
          "timeout after " + since(start) + ": the deadline was " + Text.plain(deadline));
      return TOO_LATE;
    } catch (IOException e) {
      terminal.complain("failed after " + since(start) + ": " + Failures.inWords(e));
      return FAILED;
    }
  }

  private String requested() {
    var wire = Text.toWire(line);
    try {
      return new Line(wire).text();
    } catch (IllegalArgumentException e) {
      throw new Mistake(
          "--line: what is asked must be one line of at most %d bytes; this one has %d%s"
              .formatted(
                  Line.MAX_BYTES,
                  wire.length(),
                  wire.contains("\n") ? " and a line feed in it" : ""));
    }
  }

  private static String text(Reply reply) {
    return switch (reply) {
      case Line(String text) -> Text.fromWire(text);
      case Each _ -> throw new IllegalStateException("one question has one reply");
    };
  }

  private static String since(long start) {
    return Text.time(Duration.ofNanos(System.nanoTime() - start));
  }
}
