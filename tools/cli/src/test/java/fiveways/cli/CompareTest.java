package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code course compare}, from outside. */
class CompareTest {

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 117, 200})
  void two_files_fit_the_width_and_lose_nothing(int width) {
    var said = Said.course("compare", "01", "04", "timeout", "--width", String.valueOf(width));
    assertThat(said.exit()).as(said.err()).isZero();
    var lines = said.out().lines().toList();
    assertThat(lines).allMatch(line -> line.length() <= width);
    assertThat(together(lines, 0)).contains("returnend.unlessPassed(outcome).orThrow();");
    assertThat(together(lines, 1))
        .contains("StructuredTaskScope.open(awaitAll(),c->c.withTimeout(");
    assertThat(said.out()).doesNotContain("tag::", "end::", "\033");
  }

  /** One column's code as if its lines had never been broken. */
  private static String together(List<String> lines, int column) {
    var text = new StringBuilder();
    for (var line : lines) {
      var cells = line.split("│", 2);
      if (cells.length == 2) {
        text.append(cells[column]);
      }
    }
    return text.toString().replaceAll("[\\s↳]", "");
  }

  @Test
  void what_belongs_together_stands_side_by_side() {
    var lines =
        Said.course("compare", "01", "04", "timeout", "--width", "200").out().lines().toList();
    assertThat(lines).anyMatch(line -> line.matches(".* Call plain\\(.*│.* plain\\(.*"));
    assertThat(lines).anyMatch(line -> line.matches(".* Call ask\\(.*│.* ask\\(.*"));
    assertThat(lines).anyMatch(line -> line.matches(".* Call within\\(.*│.* within\\(.*"));
    assertThat(lines.stream().filter(line -> line.startsWith("── ")))
        .extracting(line -> line.replace("─", "").strip())
        .containsExactly("plain", "bounded");
  }

  @Test
  void the_head_names_both_files_and_their_counts() {
    var said = Said.course("compare", "04", "blocking-threads", "heartbeat").out();
    assertThat(said.lines().limit(5))
        .satisfiesExactly(
            line ->
                assertThat(line).startsWith("04-virtual-threads").endsWith("01-blocking-threads"),
            line -> assertThat(line).startsWith("Heartbeat.java").endsWith("Heartbeat.java"),
            line ->
                assertThat(line).containsPattern("\\d+ code lines, \\d+ decisions .*│ \\d+ code"),
            line -> assertThat(line).containsPattern("\\d of \\d+ signatures coloured"),
            line -> assertThat(line).containsPattern("\\d+ imports, not shown"));
  }

  @Test
  void one_model_is_shown_before_and_after_with_its_counts() {
    var said = Said.course("compare", "01", "timeout", "--width", "100");
    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .startsWith("01-blocking-threads, Timeout.java: from plain to bounded\n")
        .containsPattern("lines     \\d+ before, \\d+ added around, inside \\+\\d ~\\d\n")
        .contains("methods   1 added, 1 changed, 0 replaced; 0 signatures changed\n")
        .contains("plain, now ask changes inside", "within comes besides")
        .containsPattern("(?m)^- +return _ -> \\{$")
        .containsPattern("(?m)^\\+ +return scope -> \\{$")
        .containsPattern("(?m)^ +socket.connect\\(peer.address\\(\\)\\);$");
    assertThat(said.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void where_nothing_has_to_change_the_plain_code_stays() {
    assertThat(Said.course("compare", "04", "timeout").out())
        .contains("inside 0\n", "plain stays as it is", "ask comes besides");
  }
}
