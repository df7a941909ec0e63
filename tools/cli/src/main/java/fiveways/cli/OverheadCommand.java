package fiveways.cli;

import fiveways.contract.api.ModelProvider;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code course overhead}: what a model adds to questions asked one after the other. */
@Command(
    name = "overhead",
    sortOptions = false,
    description =
        "Ask a peer again and again, one question after the other, by plain blocking calls and in"
            + " each model: what does a model add where nothing is concurrent?")
final class OverheadCommand implements Callable<Integer> {
  private static final int WARMING = 10;
  private static final int QUESTIONS = 50;
  private static final int COLUMN = 12;

  /** For what has to run at its usual speed. */
  private static final List<String> FLAGS = List.of("-Xms256m", "-Xmx256m");

  private final Terminal terminal;
  private final Findings findings;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      converter = Words.CountWord.class,
      description = "How often all of them are measured, in turn: 21 unless set, 100 at most.")
  private int rounds = 21;

  OverheadCommand(Terminal terminal) {
    this.terminal = terminal;
    this.findings = new Findings(terminal);
  }

  @Override
  public Integer call() {
    if (rounds > 100) {
      throw new Mistake("--rounds: '%d' are too many: 100 at most".formatted(rounds));
    }
    var models = Models.all();
    terminal.line(
        "%s of %d sequential questions each, in turn, one caller, loopback, %s"
            .formatted(
                Text.count(rounds, "round"),
                QUESTIONS,
                Text.count(Runtime.getRuntime().availableProcessors(), "core")));
    try (var peer = ScriptedPeer.playing(OverheadCommand::echo)) {
      tell(models, measured(peer, models));
      return 0;
    } catch (IOException e) {
      return findings.failed(e);
    }
  }

  /** Closes by a reset, so that no connection stays in TIME_WAIT and takes up a port. */
  private static void echo(PeerConnection client) throws Exception {
    client.send(client.readLine() + "\n");
    client.awaitEnd();
    client.reset();
  }

  /** Nanoseconds of a question, by round; plain first. */
  private List<long[]> measured(ScriptedPeer peer, List<ModelProvider> models) throws IOException {
    var arguments = new ArrayList<String>();
    arguments.add(Text.address(peer.peer().address()));
    arguments.addAll(
        List.of(String.valueOf(WARMING), String.valueOf(rounds), String.valueOf(QUESTIONS)));
    models.forEach(model -> arguments.add(model.id()));
    var measured = new ArrayList<long[]>();
    try (var host = ChildJvm.start(OverheadHost.class, Redirect.INHERIT, FLAGS, arguments)) {
      for (var line = host.readLine(); line.isPresent(); line = host.readLine()) {
        measured.add(Arrays.stream(line.get().split(" ")).mapToLong(Long::parseLong).toArray());
        findings.soFar("so far", measured.size() + " of " + Text.count(rounds, "round"));
      }
    }
    if (measured.size() != rounds) {
      throw new IOException("only %d of %d rounds came".formatted(measured.size(), rounds));
    }
    return measured;
  }

  private void tell(List<ModelProvider> models, List<long[]> measured) {
    terminal.line(
        terminal.strong(cells("", "median", "ratio", "from", "to") + "  slower than plain calls"));
    for (int i = 0; i <= models.size(); i++) {
      int column = i;
      var times = measured.stream().mapToDouble(round -> round[column]).sorted().toArray();
      var ratios =
          measured.stream()
              .mapToDouble(round -> (double) round[column] / round[0])
              .sorted()
              .toArray();
      var name = i == 0 ? "plain calls" : Text.column(models.get(i - 1).folder(), 24, Glyphs.ASCII);
      long slower = Arrays.stream(ratios).filter(ratio -> ratio > 1).count();
      terminal.line(
          cells(
                  name,
                  String.format(Locale.ROOT, "%.0f µs", median(times) / 1e3),
                  i == 0 ? "" : ratio(median(ratios)),
                  i == 0 ? "" : ratio(ratios[0]),
                  i == 0 ? "" : ratio(ratios[ratios.length - 1]))
              + (i == 0 ? "" : "  in %d of %s".formatted(slower, Text.count(rounds, "round"))));
    }
    terminal.line(
        terminal.quiet(
            "ratio: to the plain calls of the same round; its median, smallest, largest"));
  }

  private static double median(double... sorted) {
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  private static String cells(String name, String... numbers) {
    var line =
        new StringBuilder("  ").append(name).append(" ".repeat(24 - Math.min(24, name.length())));
    Arrays.stream(numbers).forEach(number -> line.append(pad(number)));
    return line.toString();
  }

  private static String pad(String number) {
    return " "
            .repeat(
                Math.max(
                    1,
                    (number.contains("µ") || number.equals("median") ? COLUMN : 7)
                        - number.length()))
        + number;
  }
}
