package fiveways.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course gallery}: the proof of the contract, at full length. */
@Command(
    name = "gallery",
    sortOptions = false,
    description =
        "Hold every mistake of the gallery to every rule: each must break exactly the rules that"
            + " it names. Takes some minutes.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:each breaks what it names", "1:one does not", "2:a mistake in the words"})
final class GalleryCommand implements Callable<Integer> {
  private static final String TABLE = "fiveways.contract.GalleryTable";

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Only mistakes whose class has this in its name: Deadline, …")
  private List<String> names = List.of();

  @Option(
      names = "--rules",
      paramLabel = "SCENARIO|RULE",
      completionCandidates = Words.RuleCandidates.class,
      description = "Only these rules: echo, TIME-2, …")
  private Optional<String> rules = Optional.empty();

  @Option(names = "--markdown", paramLabel = "FILE", description = "Write the table there as well.")
  private Optional<Path> markdown = Optional.empty();

  private final Terminal terminal;

  GalleryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var words = new ArrayList<>(names);
    rules.map(GalleryCommand::prefix).ifPresent(prefix -> words.add("--rules=" + prefix));
    markdown.ifPresent(file -> words.add("--markdown=" + file.toAbsolutePath()));
    return Programs.run(
        new ProcessBuilder(
            Programs.java(
                List.of("-XX:+UseSerialGC"), System.getProperty("java.class.path"), TABLE, words)),
        terminal);
  }

  /** What the ids of the wanted rules begin with. */
  private static String prefix(String word) {
    var wanted = TestCommand.rules(List.of(word));
    return wanted.size() == 1
        ? word.toUpperCase(Locale.ROOT)
        : wanted.iterator().next().replaceAll("\\d+$", "");
  }
}
