package fiveways.cli;

import java.util.Collection;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells a user's mistake in one sentence, and exits with 2; everything else is a defect of ours.
 */
record Mistakes(Terminal terminal)
    implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    return complain(mistake.getCommandLine(), sentence(mistake));
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (failure instanceof Mistake mistake) {
      return complain(command, mistake.sentence());
    }
    throw failure;
  }

  private int complain(CommandLine command, String sentence) {
    terminal.complain(command.getCommandSpec().qualifiedName(" ") + ": " + sentence);
    return CommandLine.ExitCode.USAGE;
  }

  private static String sentence(ParameterException mistake) {
    for (Throwable cause = mistake; cause != null; cause = cause.getCause()) {
      if (cause instanceof Mistake ours) {
        return named(mistake.getArgSpec()) + ours.sentence();
      }
    }
    return switch (mistake) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing -> missing(missing);
      case OverwrittenOptionException twice -> name(twice.getOverwritten()) + " is given twice";
      default -> noOneElses(mistake);
    };
  }

  /** Positional words speak for themselves. */
  private static String named(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() + ": " : "";
  }

  private static String unmatched(UnmatchedArgumentException unmatched) {
    var word = unmatched.getUnmatched().getFirst();
    var command = unmatched.getCommandLine();
    boolean atTheTop = command.getParent() == null;
    var kind = word.startsWith("-") ? "option" : atTheTop ? "command" : "use for the word";
    var instead =
        Nearest.to(word, known(command, word))
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse("see `course help " + (atTheTop ? "--all" : command.getCommandName()) + "`");
    return "there is no %s '%s': %s".formatted(kind, word, instead);
  }

  private static Collection<String> known(CommandLine command, String word) {
    return word.startsWith("-")
        ? command.getCommandSpec().optionsMap().keySet()
        : command.getSubcommands().keySet();
  }

  private static String missing(MissingParameterException missing) {
    var command = missing.getCommandLine().getCommandSpec();
    var what =
        missing.getMissing().stream().map(Mistakes::name).collect(Collectors.joining(" and "));
    return "%s is missing: see `course help %s`"
        .formatted(what.isEmpty() ? noOneElses(missing) : what, command.name());
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? (option.longestName() + " " + option.paramLabel()).strip()
        : argument.paramLabel();
  }

  /** Picocli's own words, as one line. */
  private static String noOneElses(ParameterException mistake) {
    return String.valueOf(mistake.getMessage()).replaceAll("\\s+", " ");
  }
}
