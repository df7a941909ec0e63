package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    var words = new ArrayList<String>();
    words.addAll(List.of("soak", model, "--only", "TIME-1", "--runs", String.valueOf(runs)));
    words.addAll(List.of(more));
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
  }

  @Test
  void what_broke_is_told_and_stays_broken() {
    var first = soak("99", 1);
    assertThat(first.exit()).isEqualTo(1);
    assertThat(first.out())
        .contains("99 breaks TIME-1", "broken: TIME-1", "rules broke in 1 of 1 run");
    var again = soak("99", 1);
    assertThat(again.exit()).as("no retry makes it good").isEqualTo(1);
    assertThat(again.out()).doesNotContain("99 breaks TIME-1").contains("broken: TIME-1");
  }

  @Test
  void other_questions_and_fresh_starts_know_nothing_of_it(@TempDir Path folder)
      throws IOException {
    var file = folder.resolve("runs");
    var run =
        new SoakState.Run("01", 1, 42, Duration.ofMillis(1234), List.of("TIME-1", "torn: late"));
    SoakState.open(file, true, false).add(run);
    assertThat(SoakState.open(file, true, false).runs())
        .as("the same question")
        .containsExactly(run);
    assertThat(SoakState.open(file, true, true).runs()).as("a fresh start").isEmpty();
    SoakState.open(file, true, false).add(run);
    assertThat(SoakState.open(file, false, false).runs()).as("an idle machine").isEmpty();
  }
}
