package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.ReferenceSubject;
import fiveways.contract.api.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What a student reads of a failure, and what a program is told of a run. */
class ContractRunTest {
  private static final String PATIENCE = "fiveways.patience";
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final List<String> RAN = new ArrayList<>();
  private final String before = System.getProperty(PATIENCE, "1");

  /** A contract whose tests break, each in its own way; it is run by this test alone. */
  static class Sample extends Contract<Callable<Reply>> {
    Sample() {
      super(new ReferenceSubject(), "TIME-4", "ECHO-6");
    }

    @Test
    @LookAt("the cause")
    public void TIME_1_fails() {
      RAN.add("TIME-1");
      throw new AssertionError("expected day, seen night");
    }

    @Test
    public void TIME_1_fails_again() {
      RAN.add("TIME-1");
      throw new IllegalStateException("not even an assertion");
    }

    @Test
    public void TIME_2_leaves_a_thread() {
      var _ =
          Thread.ofVirtual()
              .name("left by a test")
              .start(() -> {
                try {
                  NEVER.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }

    @Property(tries = 50)
    @LookAt("the number")
    public void TIME_6_fails_for_some(@ForAll @IntRange(min = 1, max = 1000) int number) {
      assertThat(number).as("the number").isLessThan(7);
    }

    @Test
    public void TIME_7_holds() {
      assertThat(model()).isNotNull();
    }

    @Test
    @Disabled("so that it has a test, but none that runs")
    public void TIME_9_is_not_run() {}

    @Test
    public void TIME_11_comes_out_as_expected(TestReporter reporter) {
      verdict(reporter, "TIME-11", Verdict.BLOCKS, "seen with these eyes");
    }

    @Test
    public void TIME_13_comes_out_otherwise(TestReporter reporter) {
      verdict(reporter, "TIME-13", Verdict.EAGER, "seen with these eyes");
    }
  }

  @BeforeEach
  void hurry() {
    System.setProperty(PATIENCE, "0.05");
    RAN.clear();
  }

  @AfterEach
  void takeYourTime() {
    System.setProperty(PATIENCE, before);
  }

  private static ContractRun.Report run(String rule) {
    return ContractRun.of(Sample.class, rule::equals, _ -> {});
  }

  private static String message(ContractRun.Report report) {
    return String.valueOf(report.results().getFirst().failure().orElseThrow().getMessage());
  }

  @Test
  void a_failure_says_model_rule_expected_seen_when_and_what_to_look_at() {
    var messages =
        run("TIME-1").results().stream()
            .map(result -> String.valueOf(result.failure().orElseThrow().getMessage()))
            .toList();
    assertThat(messages)
        .hasSize(2)
        .allSatisfy(message ->
            assertThat(message)
                .matches("(?s)reference breaks TIME-1 after 0\\.\\d{3} s\\R.*")
                .contains("the rule: A reply in time is returned exactly."))
        .anySatisfy(message ->
            assertThat(message)
                .contains("what was seen: expected day, seen night")
                .contains("look at: the cause"))
        .anySatisfy(message ->
            assertThat(message).contains("IllegalStateException: not even an assertion"));
  }

  @Test
  void a_failed_property_shows_its_smallest_sample_and_its_seed() {
    assertThat(message(run("TIME-6")))
        .contains("reference breaks TIME-6")
        .contains("[the number]")
        .contains("with number = 7 (shrunk; seed ")
        .doesNotContain("seed unknown")
        .contains("look at: the number");
  }

  @Test
  void what_a_test_leaves_behind_breaks_the_rule_that_forbids_it() {
    var report = run("TIME-2");
    assertThat(report.tested()).containsExactly("TIME-2");
    assertThat(report.broken()).containsExactly("TIME-4");
    assertThat(message(report)).contains("reference breaks TIME-4").contains("left by a test");
  }

  @Test
  void a_rule_that_holds_is_tested_and_not_broken() {
    var report = run("TIME-7");
    assertThat(report.tested()).containsExactly("TIME-7");
    assertThat(report.broken()).isEmpty();
  }

  @Test
  void a_wanted_rule_without_a_test_that_ran_is_no_success() {
    assertThatThrownBy(() -> run("TIME-3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TIME-3");
    assertThatThrownBy(() -> run("TIME-9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TIME-9");
  }

  @Test
  void a_verdict_is_reported_and_held_against_the_expected_one() {
    var expected = run("TIME-11");
    assertThat(expected.verdicts()).containsEntry("TIME-11", Verdict.BLOCKS);
    assertThat(expected.broken()).isEmpty();
    var other = run("TIME-13");
    assertThat(other.verdicts()).containsEntry("TIME-13", Verdict.EAGER);
    assertThat(other.broken()).containsExactly("TIME-13");
    assertThat(message(other))
        .contains("expected LAZY (So is its task.), seen EAGER: seen with these eyes");
  }

  @Test
  void until_it_is_found_and_no_longer() {
    var anything = ContractRun.until(Sample.class, "TIME-1", _ -> true);
    assertThat(anything.broken()).containsExactly("TIME-1");
    assertThat(RAN).as("the tests of TIME-1 that ran").hasSize(1);
    var nothing = ContractRun.until(Sample.class, "TIME-1", _ -> false);
    assertThat(nothing.results()).as("all tests of TIME-1").hasSize(2);
  }

  @Test
  void a_run_that_does_not_come_back_says_where_it_waits() {
    var stuck =
        Running.call(() -> {
          NEVER.await();
          throw new AssertionError("never");
        });
    assertThatThrownBy(() -> stuck.await("an endless wait"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("an endless wait: run() has not come back after 500 ms")
        .hasMessageContaining("its caller waits in " + ContractRunTest.class.getName());
  }
}
