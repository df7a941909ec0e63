package fiveways.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/**
 * {@code course bench}: the benchmarks, which are a program of their own. They are built only when
 * they are asked for, so that every other command need not wait for that.
 */
@Command(
    name = "bench",
    customSynopsis = "course bench timeout-cost [--quick] [--models 01,04]",
    description =
        "Measure what a deadline costs in each model, with its error: about fifteen minutes on an"
            + " idle machine; --quick takes three. benchmarks/README.md tells what it means.")
final class BenchCommand implements Callable<Integer> {
  private static final String BENCH = "fiveways.benchmarks.Bench";

  private final Terminal terminal;

  @Option(names = "--quick", description = "Fewer and shorter samples: a first impression.")
  private boolean quick;

  @Option(
      names = "--models",
      paramLabel = "MODELS",
      description = "Only these, as in 01,04.",
      defaultValue = "")
  private String models = "";

  @Unmatched private List<String> words = new ArrayList<>();

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (words.isEmpty()) {
      throw new Mistake("say what to measure: course bench timeout-cost, with --quick at first");
    }
    var home =
        Home.find()
            .orElseThrow(
                () -> new Mistake("start it by ./course: it must know the repository's folder"));
    terminal.complain("Building the benchmarks …");
    int built = Programs.run(new ProcessBuilder(maven()).directory(home.toFile()));
    if (built != 0) {
      terminal.complain("The benchmarks could not be built.");
      return 1;
    }
    var target = home.resolve(Path.of("benchmarks", "target"));
    var classPath =
        target.resolve("classes")
            + File.pathSeparator
            + Files.readString(target.resolve("benchmarks.classpath")).strip();
    return Programs.run(
        new ProcessBuilder(
            Programs.java(
                List.of("--sun-misc-unsafe-memory-access=allow"), classPath, BENCH, benchWords())));
  }

  /** The benchmark judges its own words, and what is not an option here as well. */
  private List<String> benchWords() {
    var all = new ArrayList<>(words);
    if (quick) {
      all.add("--quick");
    }
    if (!models.isEmpty()) {
      all.addAll(List.of("--models", models));
    }
    return all;
  }

  private static List<String> maven() {
    var command = new ArrayList<String>();
    command.addAll(
        File.separatorChar == '\\'
            ? List.of("cmd.exe", "/d", "/c", ".\\mvnw.cmd")
            : List.of("sh", "./mvnw"));
    command.addAll(List.of("-q", "-B", "-pl", "benchmarks", "-am", "test-compile"));
    return command;
  }
}
