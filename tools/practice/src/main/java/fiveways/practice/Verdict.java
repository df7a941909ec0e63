package fiveways.practice;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What came of a submission. */
public sealed interface Verdict {

  /** The rules that were kept: each was tested, and every one of its tests passed. */
  Set<String> kept();

  /** It does not compile. */
  record NotCompiled(List<Problem> problems) implements Verdict {
    @Override
    public Set<String> kept() {
      return Set.of();
    }
  }

  /** It uses what the exercise does without; a sentence for each, its place first. */
  record UsesForbidden(List<String> advice) implements Verdict {
    @Override
    public Set<String> kept() {
      return Set.of();
    }
  }

  /**
   * Its tests did not come to an end, or took their JVM with them.
   *
   * @param how one sentence
   * @param stuck the threads that were in the submission's own code then
   * @param ended the tests that had ended by then
   * @param unended the tests that had not
   * @param output what the submission printed: the beginning, if it was a lot
   */
  record NotEnded(String how, Stuck stuck, List<TestEnd> ended, List<String> unended, String output)
      implements Verdict {
    @Override
    public Set<String> kept() {
      return Set.of();
    }
  }

  /** Its tests ran, and ended. */
  record Tested(List<TestEnd> tests, String output) implements Verdict {
    @Override
    public Set<String> kept() {
      var kept = tests.stream().map(TestEnd::rule).collect(Collectors.toCollection(TreeSet::new));
      failures().forEach(failure -> kept.remove(failure.rule()));
      return kept;
    }

    public List<TestEnd> failures() {
      return tests.stream().filter(test -> !test.passed()).toList();
    }
  }

  /**
   * How a test ended.
   *
   * @param message what it says if it failed
   * @param at the lines of the submission that the failure came through, innermost first
   */
  record TestEnd(
      String test, String rule, boolean passed, Duration took, String message, List<String> at) {}

  /**
   * Who is stuck.
   *
   * @param threads each in one line: who, where, and for what it waits
   * @param cycle if they wait for each other: who for what, in a circle; else empty
   */
  record Stuck(List<String> threads, List<String> cycle) {
    static final Stuck NOBODY = new Stuck(List.of(), List.of());
  }
}
