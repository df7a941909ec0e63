package fiveways.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.cli.Glyphs;
import fiveways.cli.Mistake;
import fiveways.cli.Terminal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WidthTest {
  private static final Terminal NONE =
      new Terminal(System.in, System.out, System.err, false, false, Glyphs.UNICODE);

  private static int width(Optional<Integer> asked, String columns) {
    return Width.of(asked, Map.of("COLUMNS", columns), NONE);
  }

  @Test
  void what_is_asked_for_counts_first_and_then_what_the_shell_says() {
    assertThat(width(Optional.of(70), "120")).isEqualTo(70);
    assertThat(width(Optional.empty(), "120")).isEqualTo(120);
    assertThat(width(Optional.empty(), "20")).isEqualTo(Width.LEAST);
  }

  @Test
  void without_a_terminal_it_is_the_usual_one() {
    assertThat(Width.of(Optional.empty(), Map.of(), NONE)).isEqualTo(Terminal.WIDTH);
    assertThat(width(Optional.empty(), "wide")).isEqualTo(Terminal.WIDTH);
  }

  @Test
  void too_narrow_is_a_mistake() {
    assertThatThrownBy(() -> width(Optional.of(59), "120"))
        .isInstanceOfSatisfying(
            Mistake.class, mistake -> assertThat(mistake.sentence()).contains("'59'", "60"));
  }

  @Test
  void a_line_that_is_too_long_goes_on_below() {
    assertThat(Wrapped.of("  call(first, second, third);", 20, Glyphs.UNICODE))
        .isEqualTo(List.of("  call(first,", "    ↳ second,", "    ↳ third);"));
    assertThat(Wrapped.of("x".repeat(25), 20, Glyphs.ASCII))
        .isEqualTo(List.of("x".repeat(20), "  \\ xxxxx"));
    assertThat(Wrapped.of("fits", 20, Glyphs.UNICODE)).isEqualTo(List.of("fits"));
  }
}
