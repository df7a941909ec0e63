package fiveways.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveways.contract.api.ModelProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The command {@code bench}: holds the models to their rules, measures those that keep them, shows
 * the numbers and writes them down. To be run from a JVM with {@code --enable-preview}, and with
 * {@code -Dfiveways.home} naming the repository's folder.
 */
public final class Bench {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final PrintStream out;
  private final PrintStream err;

  private Bench(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] words) {
    System.exit(run(List.of(words), System.out, System.err));
  }

  /**
   * Runs the command; blocks for minutes.
   *
   * @param words {@code timeout-cost [--quick] [--models 01,04]}
   * @return 0 if all models were measured, 1 if not, 2 for a mistake in the words
   */
  public static int run(List<String> words, PrintStream out, PrintStream err) {
    try {
      return new Bench(out, err).measure(words, Plan.of(words));
    } catch (Mistake mistake) {
      err.println(mistake.getMessage());
      return 2;
    } catch (RunnerException | IOException failed) {
      err.println("It could not be measured: " + failed.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private int measure(List<String> words, Plan plan)
      throws RunnerException, IOException, InterruptedException {
    var folder = results();
    ClassPath.addTests(plan.models());
    var conditions = Conditions.now(words, plan);
    var models = lawful(plan.models());
    if (models.isEmpty()) {
      return 1;
    }
    var results =
        new Rounds(plan.size(), models.stream().map(ModelProvider::id).toList(), out).run();
    var report = new Report(Rounds.measured(results), conditions);
    out.println(report.text());
    write(folder, results, report);
    return models.size() == plan.models().size() ? 0 : 1;
  }

  private static Path results() throws IOException {
    var folder =
        ClassPath.home()
            .map(home -> home.resolve("benchmarks").resolve("results"))
            .orElseThrow(
                () -> new Mistake("start it by ./course: it must know the repository's folder"));
    return Files.createDirectories(folder);
  }

  /** Those that keep the rules; about the others it says one sentence each. */
  private List<ModelProvider> lawful(List<ModelProvider> models)
      throws IOException, InterruptedException {
    var lawful = new ArrayList<ModelProvider>();
    for (var model : models) {
      out.println("Does " + model.folder() + " keep TIME-1 to TIME-5 in this build?");
      var objection = Rules.objection(model);
      objection.ifPresent(err::println);
      if (objection.isEmpty()) {
        lawful.add(model);
      }
    }
    return lawful;
  }

  private void write(Path folder, Collection<RunResult> results, Report report) throws IOException {
    var name = "timeout-cost-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
    var markdown = folder.resolve(name + ".md");
    var json = folder.resolve(name + ".json");
    Files.writeString(markdown, report.markdown());
    try (var stream = new PrintStream(Files.newOutputStream(json), false, UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(results);
    }
    out.println("Written to " + markdown + " and, with every sample, " + json.getFileName());
  }
}
