package fiveways.cli.claims;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveways.cli.Course;
import fiveways.cli.Home;
import fiveways.cli.Mistake;
import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.cli.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course claims}: runs what tests each claim, and sees whether it prints what it should. */
@Command(
    name = "claims",
    sortOptions = false,
    description =
        "Test the claims of docs/claims.md: run each one's commands, and see whether they come out"
            + " as the page says. Some minutes in all.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all came out so", "1:one did not", "2:a mistake in the words"})
public final class ClaimsCommand implements Callable<Integer> {
  private static final int INDENTED = 5;

  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "NUMBER",
      converter = Words.CountWord.class,
      description = "Only these claims; all unless set.")
  private List<Integer> numbers = List.of();

  @Option(names = "--list", description = "Only say what they are, and run nothing.")
  private boolean list;

  /** Made by the command line. */
  public ClaimsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var all = claims();
    for (int number : numbers) {
      if (number > all.size()) {
        throw new Mistake(
            "there is no claim '%d': there are 1 to %d, see `course claims --list`"
                .formatted(number, all.size()));
      }
    }
    boolean good = true;
    for (var claim : all) {
      if (numbers.isEmpty() || numbers.contains(claim.number())) {
        title(claim);
        for (var run : claim.runs()) {
          good &= list || comesOutSo(run);
        }
      }
    }
    return good ? 0 : 1;
  }

  private static List<Claim> claims() throws IOException {
    var home =
        Home.find()
            .orElseThrow(
                () -> new Mistake("start it by ./course: it must know the repository's folder"));
    return Claim.of(Files.readString(home.resolve(Path.of("docs", "claims.md"))));
  }

  private void title(Claim claim) {
    var text = "%s: %s".formatted(claim.text(), claim.verdict().word());
    var lines = Text.wrap(text, Terminal.WIDTH - INDENTED);
    terminal.line(
        terminal.strong(
            "%3d  %s".formatted(claim.number(), String.join("\n" + " ".repeat(INDENTED), lines))));
    if (list) {
      claim.runs().forEach(run -> terminal.line(" ".repeat(INDENTED) + run.command()));
    }
  }

  private boolean comesOutSo(Claim.Run run) {
    var said = new ByteArrayOutputStream();
    var print = new PrintStream(said, true, UTF_8);
    long start = System.nanoTime();
    int exit =
        Course.run(
            new Terminal(
                InputStream.nullInputStream(), print, print, false, false, terminal.glyphs()),
            run.words().toArray(String[]::new));
    var text = said.toString(UTF_8);
    boolean so = exit == 0 && text.replaceAll("\\s+", " ").contains(run.prints());
    terminal.line(
        "     %s %s  %s  %s"
            .formatted(
                so
                    ? terminal.style(Style.GOOD, terminal.glyphs().held())
                    : terminal.style(Style.BAD, terminal.glyphs().broken()),
                run.command(),
                terminal.style(Style.WORK, run.prints()),
                terminal.quiet(Text.time(Duration.ofNanos(System.nanoTime() - start)))));
    if (!so) {
      terminal.line("       it ended with %d, and said:".formatted(exit));
      text.lines().forEach(line -> terminal.line("       " + line));
    }
    return so;
  }
}
