package fiveways.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The command {@code bench}: reads the words, and has {@link Session} do the rest in a JVM of its
 * own: JMH wants flags that a command does not have, and whoever calls this keeps its own JVM
 * clean. That JVM is to have {@code --enable-preview}, and {@code -Dfiveways.home} naming the
 * repository's folder.
 */
public final class Bench {
  private Bench() {}

  public static void main(String[] words) {
    System.exit(run(List.of(words), System.out, System.err));
  }

  /**
   * Runs the command; blocks for minutes. An interrupt ends it.
   *
   * @param words {@code timeout-cost [--quick] [--models 01,04]}
   * @param out where progress and the table go
   * @param err where a mistake in the words goes; what fails later is said on standard error
   * @return 0 if all models were measured, 1 if not, 2 for a mistake in the words
   */
  public static int run(List<String> words, PrintStream out, PrintStream err) {
    try {
      var plan = Plan.of(words);
      var session = start(ClassPath.homeOrMistake(), plan, words, out);
      try {
        copy(session.getInputStream(), out);
        return session.waitFor();
      } finally {
        session.destroy();
      }
    } catch (Mistake mistake) {
      err.println(mistake.getMessage());
      return 2;
    } catch (IOException e) {
      err.println("It could not be measured: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static Process start(Path home, Plan plan, List<String> words, PrintStream out)
      throws IOException {
    var flags =
        List.of(
            "--sun-misc-unsafe-memory-access=allow", // JMH's own, before it says a word
            "-Dfiveways.home=" + home,
            "-Dstdout.encoding=" + out.charset().name());
    return Java.start(ClassPath.withTests(plan.models()), Session.class, flags, words);
  }

  /** At once, so that progress is seen while it happens. */
  private static void copy(InputStream from, PrintStream to) throws IOException {
    var some = new byte[1024];
    for (int n; (n = from.read(some)) >= 0; ) {
      to.write(some, 0, n);
      to.flush();
    }
  }
}
