package fiveways.checks;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedMistakesTest {
  private final NamedMistakes rule = new NamedMistakes();
  @TempDir Path folder;

  @Test
  void mistakes_where_mistakes_are_shown_are_fine() {
    Example.in(folder)
        .file("contract/src/test/java/BrokenEcho.java", "@Breaks(\"x\") class BrokenEcho {}")
        .file("m/src/test/java/LimitsTest.java", "class LimitsTest { class BrokenRead {} }")
        .java(Leaf.BLOCKING, "BrokenTimeout", "class BrokenTimeout implements FirstAttempt {}")
        .file("solutions/m/x/wrong-answers/wrong-answers.json", "{}")
        .file("solutions/m/x/wrong-answers/broken-read/src/A.java", "class A {}")
        .isFine(rule);
  }

  @Test
  void a_mistake_elsewhere_is_found() {
    Example.in(folder)
        .java(Leaf.BLOCKING, "BrokenEcho", "class BrokenEcho {}")
        .isFoundBy(
            rule, Leaf.BLOCKING.sources() + "/BrokenEcho.java", 2, "BrokenEcho is called broken");
  }

  @Test
  void a_mistake_without_the_name_is_found() {
    Example.in(folder)
        .file("contract/src/test/java/Late.java", "\n@Breaks(\"x\") class Late {}")
        .isFoundBy(rule, "contract/src/test/java/Late.java", 2, "call it BrokenLate");
  }

  @Test
  void a_first_attempt_without_the_name_is_found() {
    Example.in(folder)
        .java(Leaf.BLOCKING, "Naive", "class Naive implements FirstAttempt {}")
        .isFoundBy(rule, Leaf.BLOCKING.sources() + "/Naive.java", 2, "call it BrokenNaive");
  }

  @Test
  void a_wrong_answer_without_the_name_is_found() {
    Example.in(folder)
        .file("solutions/m/x/wrong-answers/late/A.java", "class A {}")
        .isFoundBy(rule, "solutions/m/x/wrong-answers/late/A.java", 1, "begins with `broken-`");
  }
}
