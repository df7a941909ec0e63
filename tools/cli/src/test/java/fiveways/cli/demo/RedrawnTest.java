package fiveways.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fiveways.cli.Glyphs;
import fiveways.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedrawnTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Redrawn drawn(boolean live) {
    var out = new PrintStream(bytes, true, UTF_8);
    return new Redrawn(
        new Terminal(InputStream.nullInputStream(), out, out, false, live, Glyphs.UNICODE));
  }

  @Test
  void lines_are_written_over_where_they_stand() {
    var drawn = drawn(true);
    drawn.now(List.of("a", "b"));
    assertThat(bytes.toString(UTF_8)).contains("\ra\033[K\n\rb\033[K\n").doesNotContain("\033[2A");
    bytes.reset();
    drawn.last(List.of("c", "d"));
    assertThat(bytes.toString(UTF_8)).contains("\033[2A\rc\033[K\n\rd\033[K\n");
  }

  @Test
  void where_nobody_watches_only_the_last_is_shown() {
    var drawn = drawn(false);
    drawn.now(List.of("a"));
    drawn.now(List.of("b"));
    drawn.last(List.of("c"));
    assertThat(bytes.toString(UTF_8).lines()).containsExactly("c");
  }
}
