package fiveways.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleIdsTest {
  private static final int UNKNOWN =
      99; // apart from its scenario, so that this file is fine itself

  private final RuleIds rule = new RuleIds();
  @TempDir Path folder;

  @Test
  void known_ids_and_words_that_look_like_ids_are_fine() {
    Example.in(folder).file("docs/a.md", "TIME-2 in UTF-8, ISO-8859-1, JEP-505").isFine(rule);
  }

  @Test
  void an_unknown_id_in_a_text_is_found() {
    Example.in(folder)
        .file("docs/a.md", "\nTIME-" + UNKNOWN + " is kept.")
        .isFoundBy(rule, "docs/a.md", 2, "is no rule of contract/SPEC.md");
  }

  @Test
  void an_unknown_id_in_a_name_is_found() {
    Example.in(folder)
        .file("m/A.java", "class A {\n void TIME_" + UNKNOWN + "_stops() {} }")
        .isFoundBy(rule, "m/A.java", 2, "is no rule of contract/SPEC.md");
  }

  @Test
  void a_rule_that_no_test_carries_is_found() {
    var findings =
        rule.check(
            Example.in(folder)
                .copied("contract/SPEC.md")
                .file(
                    "contract/src/main/java/fiveways/contract/tck/T.java",
                    "class T { void TIME_1_returns() {} }")
                .house());
    assertThat(findings).extracting(Finding::file).containsOnly("contract/SPEC.md");
    assertThat(findings.stream().map(Finding::advice).collect(Collectors.joining("\n")))
        .contains("no test of the contract carries TIME-2: write TIME_2_…")
        .doesNotContain("carries TIME-1:");
  }
}
