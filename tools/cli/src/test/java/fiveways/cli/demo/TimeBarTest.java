package fiveways.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.cli.Glyphs;
import fiveways.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeBarTest {
  private static TimeBar bar(boolean colour, Glyphs glyphs) {
    var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var terminal = new Terminal(InputStream.nullInputStream(), out, out, colour, false, glyphs);
    return new TimeBar(terminal, Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  private static String drawn(TimeBar bar, int cells) {
    var text = new StringBuilder();
    for (int i = 0; i < cells; i++) {
      text.append(bar.cell(i));
    }
    return text.toString();
  }

  @Test
  void the_deadline_stands_in_the_same_column_everywhere() {
    var bar = bar(false, Glyphs.ASCII);
    assertThat(bar.axis()).isEqualTo("0---------+---------2---------3 s");
    int column = bar.axis().indexOf('+');
    assertThat(bar.heading("deadline").indexOf('|')).isEqualTo(column);
    assertThat(drawn(bar, 10)).isEqualTo("##########|").matches(b -> b.indexOf('|') == column);
    assertThat(drawn(bar, 30) + bar.goesOn()).isEqualTo("##########|xxxxxxxxxxxxxxxxxxxx>");
    assertThat(drawn(bar, 8) + bar.blank(8) + bar.blank(9)).isEqualTo("########  |");
  }

  @Test
  void the_axis_is_as_long_as_the_bar() {
    var bar = bar(false, Glyphs.UNICODE);
    assertThat(bar.axis()).hasSize(drawn(bar, bar.cells()).length() + " s".length() + 0);
  }

  @Test
  void what_is_late_is_red_and_looks_different_without_colour() {
    var red = bar(true, Glyphs.UNICODE);
    assertThat(red.cell(9)).contains("█").contains("│");
    assertThat(red.cell(10)).isEqualTo("\033[1;31m▒\033[0m");
    var plain = bar(false, Glyphs.UNICODE);
    assertThat(plain.cell(10)).isEqualTo("▒").isNotEqualTo(plain.cell(0));
  }

  @Test
  void a_cell_is_filled_by_more_than_half() {
    assertThat(TimeBar.fills(10, Duration.ofMillis(1049))).isFalse();
    assertThat(TimeBar.fills(10, Duration.ofMillis(1050))).isTrue();
  }

  @Test
  void a_bar_is_as_wide_whenever_its_work_ended() {
    var bar = bar(false, Glyphs.ASCII);
    var open = bar.drawn(Duration.ofSeconds(3), true);
    assertThat(open).isEqualTo("##########|xxxxxxxxxxxxxxxxxxxx>");
    assertThat(bar.drawn(Duration.ofMillis(1010), false))
        .hasSameSizeAs(open)
        .startsWith("##########| ");
    assertThat(bar.drawn(Duration.ofMillis(500), false))
        .hasSameSizeAs(open)
        .startsWith("#####     | ");
    assertThat(bar.drawn(Duration.ZERO, false)).hasSameSizeAs(open).startsWith("          | ");
  }
}
