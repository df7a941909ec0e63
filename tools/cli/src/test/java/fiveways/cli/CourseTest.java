package fiveways.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CourseTest {
  private static final Pattern COMMAND = Pattern.compile("(?m)^  course (\\S+)");

  @Test
  void alone_it_opens_four_doors_of_three_commands_that_exist() {
    var said = Said.course();
    assertThat(said.exit()).isZero();
    assertThat(said.out().lines().map(line -> line.split(" ", 2)[0]))
        .containsSubsequence("learn", "teach", "grade", "compare", "Next:");
    var commands = COMMAND.matcher(said.out()).results().map(match -> match.group(1)).toList();
    assertThat(commands).hasSize(12);
    assertThat(Course.commandLine(Terminal.system()).getSubcommands().keySet())
        .containsAll(commands);
    assertThat(said.out().lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void help_opens_the_doors_too(String word) {
    assertThat(Said.course(word).out()).isEqualTo(Said.course().out());
  }

  @Test
  void help_all_lists_every_command() {
    var said = Said.course("help", "--all");
    assertThat(said.exit()).isZero();
    assertThat(COMMAND.matcher(said.out()).results().map(match -> match.group(1)))
        .containsExactlyElementsOf(Course.commandLine(Terminal.system()).getSubcommands().keySet());
    assertThat(said.out().lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
  }

  @Test
  void help_tells_all_about_each_command() {
    for (var name : Course.commandLine(Terminal.system()).getSubcommands().keySet()) {
      var said = Said.course("help", name);
      assertThat(said.exit()).isZero();
      assertThat(said.out()).contains("course " + name).contains("--help");
      assertThat(said.out().lines()).as(name).allMatch(line -> line.length() <= Terminal.WIDTH);
      assertThat(Said.course(name, "--help").out()).isEqualTo(said.out());
    }
  }

  @Test
  void the_version_names_the_course_and_the_java() {
    assertThat(Said.course("--version").out().strip())
        .matches("course \\d+\\.\\d+\\.\\d+\\S* on Java 25\\S*");
  }

  @Test
  void models_scenarios_and_rules_are_listed() {
    var all = Said.course("list").out();
    assertThat(all)
        .contains("01  blocking-threads", "04  virtual-threads", "heartbeat", "TIME-13", "turns");
    assertThat(Said.course("list", "models").out()).contains("01").doesNotContain("heartbeat");
    assertThat(Said.course("list", "rules").out())
        .contains("ECHO-1", "BEAT-6", "TURN-2")
        .doesNotContain("01 ");
    assertThat(all.lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void completion_is_a_script_that_the_shell_can_read(@TempDir Path folder)
      throws IOException, InterruptedException {
    var script = folder.resolve("completion");
    Files.writeString(script, Said.course("completion").out(), UTF_8);
    assertThat(Files.readString(script))
        .contains("blocking-threads", "heartbeat", "--max-connections");
    var shell = new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
    assertThat(shell.waitFor()).isZero();
  }

  @Test
  void no_color_counts_if_it_is_not_empty() {
    assertThat(Terminal.wantsColour(Map.of())).isTrue();
    assertThat(Terminal.wantsColour(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Terminal.wantsColour(Map.of("NO_COLOR", "1"))).isFalse();
  }

  @Test
  void what_is_no_terminal_gets_no_colour() {
    for (var words : new String[][] {{}, {"help", "--all"}, {"list"}, {"help", "serve"}}) {
      assertThat(Said.course(words).out()).doesNotContain("\033");
    }
  }
}
