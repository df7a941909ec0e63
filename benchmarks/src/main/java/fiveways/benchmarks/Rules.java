package fiveways.benchmarks;

import fiveways.contract.api.ModelProvider;
import fiveways.contract.tck.ContractRun;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * A model that breaks the rules is fast for the wrong reason, so it is not measured. The rules are
 * run in a process of their own, so that nothing of them is left in the one that measures.
 */
final class Rules {
  private static final Pattern MEASURED = Pattern.compile("TIME-[1-5]");
  private static final String BROKEN = "broken: ";

  /** Held here, because a logger that nobody holds forgets what it was told. */
  private static final Logger JQWIK = Logger.getLogger("net.jqwik");

  private Rules() {}

  /**
   * Runs the rules on a model; blocks until it has.
   *
   * @return one sentence why it must not be measured; empty if it keeps them all
   */
  static Optional<String> objection(ModelProvider model) throws IOException, InterruptedException {
    var process = Java.start(Rules.class, List.of("-Xmx512m"), List.of(model.id()));
    try (var out = process.inputReader()) {
      var said = out.lines().filter(line -> line.startsWith(BROKEN)).findFirst();
      int status = process.waitFor();
      return said.map(line -> sentence(model, line.substring(BROKEN.length())))
          .or(() -> status == 0 ? Optional.empty() : Optional.of(sentence(model, "")));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String sentence(ModelProvider model, String broken) {
    var why =
        broken.isEmpty()
            ? "its rules could not be run (what is above says why)"
            : "it breaks "
                + broken
                + " in this build; ./course test %s %s tells more"
                    .formatted(model.id(), broken.split(", ", 2)[0]);
    return model.folder() + " is not measured: " + why + ".";
  }

  /** The other side: prints which rules the model breaks, if any; ends with 1 then. */
  public static void main(String[] arguments) {
    Java.endWithInput();
    JQWIK.setLevel(Level.WARNING); // it would tell the user how it has been configured
    System.exit(check(Subjects.provider(arguments[0])));
  }

  private static int check(ModelProvider model) {
    try {
      var report =
          ContractRun.of(
              Subjects.contractTest(model), rule -> MEASURED.matcher(rule).matches(), _ -> {});
      if (!report.broken().isEmpty()) {
        System.out.println(BROKEN + String.join(", ", report.broken()));
      }
      return report.broken().isEmpty() ? 0 : 1;
    } catch (ClassNotFoundException e) {
      System.err.println("the tests of " + model.folder() + " are not built: no " + e.getMessage());
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
    }
    return 1;
  }
}
