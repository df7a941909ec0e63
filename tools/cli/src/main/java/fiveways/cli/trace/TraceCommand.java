package fiveways.cli.trace;

import fiveways.cli.Models;
import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.cli.Words;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.tck.ScriptedPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course trace}: one failure, and what its stack trace tells in each model. */
@Command(
    name = "trace",
    sortOptions = false,
    description =
        "Let the same question fail in each model, in a race under a deadline, and lay the stack"
            + " traces side by side: which of them name the line, the race, the caller?")
public final class TraceCommand implements Callable<Integer> {
  private static final int NAME = 34;
  private static final int CELL = 7;

  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "MODEL",
      converter = Words.ModelWord.class,
      completionCandidates = Words.ModelCandidates.class,
      description = "Only these; all unless set.")
  private List<ModelProvider> models = List.of();

  @Option(names = "--all", description = "Every frame, also of libraries and the JDK.")
  private boolean all;

  public TraceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var traced = traced();
    terminal.line("A question under a deadline, in a race; the peer answers ERR.");
    terminal.line("Whom do the two failures' stack traces name?");
    terminal.line("");
    table(traced);
    terminal.line("");
    Text.indented(
            "plain: one thread, and each call is a call; it knows neither deadline nor race. A"
                + " trace tells what its own thread has on its stack. Whoever waits elsewhere,"
                + " or has long gone on, is not there.",
            0)
        .forEach(line -> terminal.line(terminal.quiet(line)));
    traced.forEach(this::show);
    return 0;
  }

  private List<Traced> traced() throws InterruptedException {
    var traced = new ArrayList<Traced>();
    try (var peer = ScriptedPeer.replying("ERR not me")) {
      traced.add(Traced.of("plain", Asked.plainly(peer.peer())));
      for (var provider : models.isEmpty() ? Models.all() : Models.distinct(models)) {
        try (var model = provider.open()) {
          traced.add(Traced.of(provider.id(), Asked.of(model, peer.peer())));
        }
      }
    }
    return traced;
  }

  // ---- the table

  private void table(List<Traced> traced) {
    terminal.line(
        terminal.strong(
            pad("") + traced.stream().map(one -> cell(one.id())).collect(Collectors.joining())));
    counted("the question's: frames", traced, one -> one.question().size());
    row("the question's: its line", traced, Traced::questionNamesItsLine);
    row("the question's: the race around it", traced, Traced::questionNamesTheRace);
    counted("the race's: frames", traced, one -> one.race().size());
    row("the race's: its line", traced, Traced::raceNamesItsLine);
    row("the caller, in either", traced, Traced::namesTheCaller);
  }

  private void counted(String name, List<Traced> traced, ToIntFunction<Traced> count) {
    terminal.line(
        pad(name)
            + traced.stream()
                .map(one -> cell(String.valueOf(count.applyAsInt(one))))
                .collect(Collectors.joining()));
  }

  private void row(String name, List<Traced> traced, Predicate<Traced> named) {
    terminal.line(
        pad(name)
            + traced.stream()
                .map(one ->
                    named.test(one)
                        ? terminal.style(Style.GOOD, cell("yes"))
                        : terminal.quiet(cell(terminal.glyphs().dash())))
                .collect(Collectors.joining()));
  }

  private static String pad(String name) {
    return name + " ".repeat(NAME - name.length());
  }

  private static String cell(String text) {
    return " ".repeat(Math.max(1, CELL - text.length())) + text;
  }

  // ---- the traces

  private void show(Traced traced) {
    terminal.line("");
    terminal.line(terminal.style(Style.TITLE, title(traced.id())));
    var question = lines(traced.question());
    var race = lines(traced.race());
    int width = (Terminal.WIDTH - 4) / 2;
    terminal.line("  " + terminal.strong(column("the question's", width) + "  the race's"));
    for (int i = 0; i < Math.max(question.size(), race.size()); i++) {
      terminal.line(
          "  "
              + (styled(at(question, i), width) + "  " + styled(at(race, i), width))
                  .stripTrailing());
    }
  }

  private String title(String id) {
    return id.equals("plain") ? "plain calls" : Models.called(id).folder();
  }

  private List<String> lines(List<StackTraceElement> trace) {
    return all ? trace.stream().map(Frames::line).toList() : Frames.folded(trace);
  }

  private static String at(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "";
  }

  private String column(String text, int width) {
    return Text.column(text, width, terminal.glyphs());
  }

  private String styled(String text, int width) {
    var column = column(text, width);
    if (text.startsWith(Asked.class.getSimpleName() + ".") && !text.contains("Plain")) {
      return terminal.style(Style.GOOD, column);
    }
    return text.startsWith("(") ? terminal.quiet(column) : column;
  }
}
