package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.00004S, 0.0 ms",
    "PT0.0008S, 0.8 ms",
    "PT0.0099S, 9.9 ms",
    "PT0.00999S, 10 ms",
    "PT0.412S, 412 ms",
    "PT0.9999S, 1.000 s",
    "PT1.0034S, 1.003 s",
    "PT71.26S, 71.3 s"
  })
  void times_have_about_three_digits(Duration time, String shown) {
    assertThat(Text.time(time)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"1, 1 byte", "50, 50 bytes", "6656, 6.5 KiB", "65536, 64 KiB", "2726297, 2.6 MiB"})
  void sizes_are_shown_in_a_unit(long bytes, String shown) {
    assertThat(Text.size(bytes)).isEqualTo(shown);
  }

  @Test
  void long_text_is_broken_at_blanks_or_cut() {
    assertThat(Text.wrap("one two  three", 8)).containsExactly("one two", "three");
    assertThat(Text.wrap("", 8)).containsExactly("");
    assertThat(Text.column("abcdef", 4, Glyphs.UNICODE)).isEqualTo("abc…");
    assertThat(Text.column("abc", 4, Glyphs.ASCII)).isEqualTo("abc ");
  }

  @Test
  void indented_text_keeps_its_own_indent() {
    var wide = "  " + "word ".repeat(20).strip();
    assertThat(Text.indented("a\n" + wide, 2))
        .hasSize(3)
        .allMatch(line -> line.length() <= Terminal.WIDTH)
        .startsWith("  a")
        .last()
        .asString()
        .startsWith("    word");
  }

  @Test
  void a_test_survives_the_pipe() {
    var test =
        new Tested(
            "TIME-2",
            "a promise",
            Optional.of("TIME-4"),
            Optional.of("STOPS"),
            Duration.ofNanos(123),
            "a\tb\\n\r\nc\\");
    assertThat(Tested.fromLine(test.toLine())).contains(test);
    assertThat(test.toLine().lines()).hasSize(1);
    assertThat(Tested.fromLine("something else")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"demo, demo, 0", "dmeo, demo, 1", "dem, demo, 1", "--prot, --port, 1", "a, demo, 4"})
  void slips_of_the_finger_are_counted(String typed, String meant, int slips) {
    assertThat(Nearest.slips(typed, meant)).isEqualTo(slips);
    assertThat(Nearest.to(typed, List.of("list", meant)).isPresent()).isEqualTo(slips < 3);
  }

  @Test
  void a_tests_name_is_a_promise() {
    assertThat(Tested.promise("TIME_2_a_dripping_peer")).isEqualTo("a dripping peer");
  }
}
