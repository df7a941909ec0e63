package fiveways.checks.exercises;

import java.util.List;
import java.util.Set;

/** What came of grading a submission. */
public sealed interface Grade {

  /** The rules that were kept: every one of their tests passed. */
  Set<String> kept();

  /** It does not compile; what the compiler said, file and line first. */
  record NotCompiled(List<String> messages) implements Grade {
    @Override
    public Set<String> kept() {
      return Set.of();
    }
  }

  /** It uses what the exercise does without; a sentence for each. */
  record UsesForbidden(List<String> advice) implements Grade {
    @Override
    public Set<String> kept() {
      return Set.of();
    }
  }

  /** Its tests did not come to an end, or took their JVM with them. */
  record NotEnded(String how, String output) implements Grade {
    @Override
    public Set<String> kept() {
      return Set.of();
    }
  }

  /**
   * Its tests ran.
   *
   * @param failures what each failed test said, its name first
   */
  record Tested(Set<String> kept, List<String> failures) implements Grade {}
}
