package fiveways.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code course help}: the doors, one command, or all of them. */
@Command(name = "help", description = "This overview; with a command's name, all about that one.")
final class HelpCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--all", description = "List every command.")
  private boolean all;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "What to tell all about.")
  private Optional<String> command = Optional.empty();

  HelpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (command.isPresent()) {
      about(command.get());
    } else {
      terminal.line(all ? everything() : Doors.text(terminal));
    }
    return 0;
  }

  private void about(String name) {
    var subcommands = spec.parent().subcommands();
    var wanted = subcommands.get(name);
    if (wanted == null) {
      throw new Mistake("there is no command '" + name + "': see `course help --all`");
    }
    wanted.usage(terminal.out(), wanted.getColorScheme());
  }

  private String everything() {
    var text = new StringBuilder(terminal.strong("Every command of the course")).append("\n\n");
    spec.parent()
        .subcommands()
        .forEach((name, command) -> {
          text.append("  ").append(terminal.style(Terminal.Style.WORK, pad("course " + name)));
          var usage = command.getCommandSpec().usageMessage();
          var description = String.join(" ", usage.description()).replaceAll("\\s+", " ");
          text.append(String.join("\n" + pad("") + "  ", Text.wrap(description, 56))).append('\n');
        });
    return text.append("\nAll about one: course help COMMAND. Options that most know: --help.")
        .toString();
  }

  private static String pad(String text) {
    return Text.column(text, 20, Glyphs.ASCII);
  }
}
