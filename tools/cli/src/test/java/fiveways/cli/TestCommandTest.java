package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestCommandTest {

  @Test
  void a_rule_that_holds_exits_with_0() {
    var said = Said.course("test", "01", "time-1");
    assertThat(said.exit()).as(said.out()).isZero();
    assertThat(said.out())
        .startsWith("the contract of 01-blocking-threads: 1 rule")
        .containsPattern("  TIME-1  held +[0-9.]+ m?s  ")
        .containsPattern("01-blocking-threads holds the rule in \\d+ tests and ");
    assertThat(said.out().lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
  }

  @Test
  void a_rule_that_breaks_is_explained_and_exits_with_1() {
    var said = Said.course("test", "forgetful", "TIME-1");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out())
        .containsPattern("  TIME-1  BROKEN ")
        .contains("99 breaks TIME-1 after", "what was seen", "look at")
        .containsPattern("99-forgetful breaks TIME-1 of 1 rule in ");
  }

  @Test
  void a_verdict_stands_where_others_are_held() {
    var said = Said.course("test", "02", "turns");
    assertThat(said.exit()).as(said.out()).isZero();
    assertThat(said.out())
        .startsWith("the contract of 02-nonblocking-state-machines: 2 rules")
        .containsPattern("  TURN-1  KEEPS +[0-9.]+ m?s  eight activities add without waiting")
        .containsPattern("  TURN-2  LOSES +[0-9.]+ m?s  eight activities add around a wait")
        .contains("02-nonblocking-state-machines holds all 2 rules");
  }

  @Test
  void the_reference_can_be_tested_too() {
    assertThat(Said.course("test", "reference", "TIME-1").exit()).isZero();
  }

  @Test
  void a_rule_without_a_test_is_no_rule_that_holds() {
    var said = Said.course("test", "99", "ECHO-8");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("no test").contains("ECHO-8");
  }

  @Test
  void words_choose_rules() {
    assertThat(TestCommand.rules(List.of())).hasSize(53);
    assertThat(TestCommand.rules(List.of("turns"))).containsExactly("TURN-1", "TURN-2");
    assertThat(TestCommand.rules(List.of("Echo"))).hasSize(8).contains("ECHO-8");
    assertThat(TestCommand.rules(List.of("beat-6", "TIME-2"))).containsExactly("TIME-2", "BEAT-6");
    assertThat(TestCommand.rules(List.of("heartbeat", "BEAT-1"))).hasSize(6);
  }
}
