package fiveways.checks;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.tck.Spec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesThatRanTest {
  private static final String REPORT =
      "01-blocking-threads/target/surefire-reports/TEST-fiveways.blocking.ContractTest$Timeout.xml";
  private static final String ECHO_1 = "<testcase name='ECHO_1_holds'/>";

  @TempDir Path folder;

  /** Reads what the models' tests of this build have left: this module comes after them. */
  @Test
  void every_model_was_held_to_every_rule_in_this_build() {
    var started = Long.getLong("fiveways.build.started", -1);
    assertThat(started)
        .as("when the build began, which only Maven knows: run this test by ./mvnw verify")
        .isPositive();
    var findings = RulesThatRan.check(House.here(), Instant.ofEpochMilli(started));
    if (!findings.isEmpty()) {
      throw new AssertionError(
          findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    }
  }

  /** One model, and a contract with one test a rule, and two of TIME-7. */
  private Example example(String cases) {
    var methods =
        Spec.rules().stream()
            .map(rule -> "void " + rule.id().replace('-', '_') + "_holds() {}\n")
            .collect(Collectors.joining());
    return Example.in(folder)
        .java(Leaf.BLOCKING, "A", "class A {}")
        .file(
            "contract/src/main/java/fiveways/contract/tck/T.java",
            "class T {\n void TIME_7_refuses() {}\n" + methods + "}")
        .file(REPORT, "<testsuite>" + cases + "</testsuite>");
  }

  private static String all() {
    return Spec.rules().stream()
        .map(rule -> "<testcase name='" + rule.id().replace('-', '_') + "_holds'/>")
        .collect(Collectors.joining("", "", "<testcase name='TIME_7_refuses(Duration)[2]'/>"));
  }

  private static String advice(Example example, Instant started) {
    return RulesThatRan.check(example.house(), started).stream()
        .map(Finding::toString)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void all_rules_run_and_passed_is_fine() {
    assertThat(advice(example(all()), Instant.EPOCH)).isEmpty();
  }

  @Test
  void a_rule_that_did_not_run_is_found() {
    assertThat(advice(example(all().replace(ECHO_1, "")), Instant.EPOCH))
        .contains("the contract has the test ECHO_1_holds, and it did not run")
        .contains((Spec.rules().size() - 1) + " rules ran and passed");
  }

  @Test
  void a_second_test_of_a_rule_that_did_not_run_is_found() {
    assertThat(
            advice(
                example(all().replaceAll("<testcase name='TIME_7_refuses[^>]*>", "")),
                Instant.EPOCH))
        .contains("the contract has the test TIME_7_refuses, and it did not run");
  }

  @Test
  void a_skipped_rule_is_found() {
    var skipped = "<testcase name='ECHO_1_holds'><skipped/></testcase>";
    assertThat(advice(example(all().replace(ECHO_1, skipped)), Instant.EPOCH))
        .contains("ECHO_1_holds did not pass")
        .contains("ECHO_1_holds, and it did not run");
  }

  @Test
  void the_reports_of_an_earlier_build_do_not_count() {
    assertThat(advice(example(all()), Instant.now().plus(Duration.ofHours(1))))
        .contains("no rule was run against 01 blocking threads in this build");
  }
}
