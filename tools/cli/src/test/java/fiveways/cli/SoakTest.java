package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakTest {
  private static final String HOME = "fiveways.home";
  private Optional<String> before = Optional.empty();

  @BeforeEach
  void rememberElsewhere(@TempDir Path home) throws IOException {
    before = Optional.ofNullable(System.getProperty(HOME));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    System.setProperty(HOME, home.toString());
  }

  @AfterEach
  void goHome() {
    before.ifPresentOrElse(
        home -> System.setProperty(HOME, home), () -> System.clearProperty(HOME));
  }

  private static Said soak(String model, int runs, String... more) {
    var words = new java.util.ArrayList<String>();
    words.addAll(
        java.util.List.of("soak", model, "--only", "TIME-1", "--runs", String.valueOf(runs)));
    words.addAll(java.util.List.of(more));
    return Said.course(words.toArray(String[]::new));
  }

  @Test
  void what_is_done_is_not_done_again_and_more_runs_go_on() {
    var first = soak("01", 1, "--busy");
    assertThat(first.exit()).as(first.out() + first.err()).isZero();
    assertThat(first.out())
        .containsPattern("run  1  01-blocking-threads +[0-9.]+ m?s  seed \\d+ +all held")
        .contains("every rule held in 1 run");
    var run = first.out().lines().filter(line -> line.contains("run  1")).findFirst().orElseThrow();
    var second = soak("01", 2, "--busy");
    assertThat(second.exit()).isZero();
    assertThat(second.out())
        .as("the first run is remembered with its seed and time")
        .contains(run)
        .contains("run  2")
        .contains("every rule held in 2 runs");
    var idle = soak("01", 1);
    assertThat(idle.out()).as("an idle machine is another question").doesNotContain(run);
  }

  @Test
  void what_broke_is_told_stays_broken_and_is_forgotten_on_request() {
    var first = soak("99", 1);
    assertThat(first.exit()).isEqualTo(1);
    assertThat(first.out())
        .contains("99 breaks TIME-1", "broken: TIME-1", "rules broke in 1 of 1 run");
    var again = soak("99", 1);
    assertThat(again.exit()).as("no retry makes it good").isEqualTo(1);
    assertThat(again.out()).doesNotContain("99 breaks TIME-1").contains("broken: TIME-1");
    assertThat(soak("99", 1, "--fresh").out()).contains("99 breaks TIME-1");
  }
}
