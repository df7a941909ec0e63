package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code course limits}, from outside. */
class LimitsCommandTest {

  @ParameterizedTest
  @CsvSource({
    "01, a_flag_ends_no_read",
    "02, an_interest_that_nobody_needs",
    "03, every_deadline_costs_an_actor",
    "04, a_loop_that_never_waits",
    "05, a_subscribe_inside_an_operator"
  })
  void one_limit_is_demonstrated(String model, String name) {
    var said = Said.course("limits", model, name);
    assertThat(said.out())
        .contains(name.replace('_', ' ').substring(0, 12), "limit     seen", "1 of 1 seen");
    assertThat(said.exit()).isZero();
  }

  @Test
  void what_cannot_be_run_here_is_left_out_and_says_why() {
    var said = Said.course("limits", "05", "is_caught_by_BlockHound");
    assertThat(said.out()).contains("left out", "./mvnw verify", "0 of 1 seen, 1 left out");
    assertThat(said.exit()).isZero();
  }

  @Test
  void a_list_names_limits_and_then_strengths() {
    var names = List.of(Said.course("limits", "04", "--list").out().split("\\R"));
    assertThat(names.indexOf("a_loop_that_never_waits_goes_on_after_it_was_cancelled"))
        .isNotNegative()
        .isLessThan(names.indexOf("a_cancel_reaches_every_fork_below"));
  }

  /** A model without such tests demonstrates nothing. */
  @Test
  void where_there_is_nothing_to_see_nothing_is_seen() {
    assertThat(Said.course("limits", "99").out()).contains("0 of 0 seen");
  }
}
