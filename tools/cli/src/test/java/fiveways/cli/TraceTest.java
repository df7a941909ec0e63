package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code course trace}, from outside. */
class TraceTest {

  @Test
  void plain_calls_name_the_caller_and_no_model_does() {
    var said = Said.course("trace", "01", "02", "03", "04", "05");
    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(row(said, "")).containsExactly("plain", "01", "02", "03", "04", "05");
    assertThat(row(said, "the question's: its line")).isEqualTo(Collections.nCopies(6, "yes"));
    assertThat(row(said, "the race's: its line")).isEqualTo(Collections.nCopies(6, "yes"));
    assertThat(row(said, "the caller, in either")).containsExactly("yes", "–", "–", "–", "–", "–");
    assertThat(said.out().lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
  }

  @Test
  void a_model_s_traces_stand_side_by_side_with_what_is_not_ours_counted() {
    var said = Said.course("trace", "04").out();
    assertThat(said).containsPattern("\n  Timeout\\.plain:\\d+ +Race\\.firstOf:\\d+\n");
    assertThat(said).contains(" of JDK)").doesNotContain("VirtualThread", "05-");
  }

  @Test
  void with_all_every_frame_is_shown() {
    assertThat(Said.course("trace", "04", "--all").out())
        .contains("VirtualThread.run:")
        .doesNotContain(" of JDK)");
  }

  /** The cells of the first line that begins so, and has cells. */
  private static List<String> row(Said said, String name) {
    return said.out()
        .lines()
        .filter(line -> line.startsWith(name + "  "))
        .findFirst()
        .map(line -> List.of(line.substring(name.length()).strip().split(" +")))
        .orElseThrow();
  }
}
