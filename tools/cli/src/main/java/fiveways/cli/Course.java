package fiveways.cli;

import fiveways.cli.claims.ClaimsCommand;
import fiveways.cli.compare.CompareCommand;
import fiveways.cli.demo.DemoCommand;
import fiveways.cli.exercises.CheckCommand;
import fiveways.cli.exercises.HintCommand;
import fiveways.cli.exercises.NextCommand;
import fiveways.cli.exercises.ProgressCommand;
import fiveways.cli.exercises.ResetCommand;
import fiveways.cli.exercises.SolutionCommand;
import fiveways.cli.exercises.WatchCommand;
import fiveways.cli.trace.TraceCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The command of the course. Alone it opens four doors. */
@Command(
    name = "course",
    versionProvider = Course.Version.class,
    subcommands = {
      DemoCommand.class,
      NextCommand.class,
      CheckCommand.class,
      WatchCommand.class,
      HintCommand.class,
      ProgressCommand.class,
      ResetCommand.class,
      SolutionCommand.class,
      TestCommand.class,
      ServeCommand.class,
      HostCommand.class,
      CallCommand.class,
      ConnectCommand.class,
      PeerCommand.class,
      IdleCommand.class,
      RacersCommand.class,
      EventsCommand.class,
      LimitsCommand.class,
      ClaimsCommand.class,
      OverheadCommand.class,
      SoakCommand.class,
      GalleryCommand.class,
      CompareCommand.class,
      MeasureCommand.class,
      TraceCommand.class,
      BenchCommand.class,
      ListCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
public final class Course implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  Course(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] arguments) {
    System.exit(run(Terminal.system(), arguments));
  }

  /** Runs one command line, and says with what to exit. */
  public static int run(Terminal terminal, String... arguments) {
    return commandLine(terminal).execute(arguments);
  }

  static CommandLine commandLine(Terminal terminal) {
    var line = new CommandLine(new Course(terminal), new Factory(terminal));
    line.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
    line.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
    line.setColorScheme(Help.defaultColorScheme(terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setUsageHelpWidth(Terminal.WIDTH);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setParameterExceptionHandler(new Mistakes(terminal));
    line.setExecutionExceptionHandler(new Mistakes(terminal));
    var sections = line.getHelpSectionMap();
    sections.clear();
    sections.put("doors", help -> Doors.text(terminal) + System.lineSeparator());
    line.getCommandSpec().usageMessage().sectionMap(sections).sectionKeys(List.of("doors"));
    return line;
  }

  @Override
  public Integer call() {
    terminal.line(Doors.text(terminal));
    return 0;
  }

  /** Commands are given the terminal; what picocli makes besides has no constructor for it. */
  private record Factory(Terminal terminal) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (var constructor : type.getDeclaredConstructors()) {
        if (constructor.getParameterCount() == 1
            && constructor.getParameterTypes()[0] == Terminal.class) {
          return type.cast(constructor.newInstance(terminal));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }

  /** As the build wrote it down. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var properties = new Properties();
      try (var in = Course.class.getResourceAsStream("version.properties")) {
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new String[] {
        "course " + properties.getProperty("version") + " on Java " + Runtime.version()
      };
    }
  }
}
