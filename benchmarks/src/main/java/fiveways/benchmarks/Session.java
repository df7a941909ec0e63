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
 * One run of the command, in a JVM of its own: holds the models to their rules, measures those that
 * keep them, shows the numbers and writes them down. Its standard input is its life line: when the
 * command ends, however it ends, nothing goes on measuring.
 */
final class Session {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final PrintStream out;
  private final PrintStream err;

  private Session(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] words) throws InterruptedException {
    Java.endWithInput();
    System.exit(run(List.of(words), System.out, System.err));
  }

  private static int run(List<String> words, PrintStream out, PrintStream err)
      throws InterruptedException {
    try {
      return new Session(out, err).measure(words, Plan.of(words));
    } catch (RunnerException | IOException | IllegalStateException failed) {
      err.println("It could not be measured: " + failed.getMessage());
      return 1;
    }
  }

  private int measure(List<String> words, Plan plan)
      throws RunnerException, IOException, InterruptedException {
    var folder = ClassPath.homeOrMistake().resolve("benchmarks").resolve("results");
    Files.createDirectories(folder);
    var conditions = Conditions.now(words, plan);
    conditions.busy().ifPresent(out::println);
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
