package fiveways.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdleTest {

  @ParameterizedTest
  @CsvSource({"01, 2\\d\\d platform threads", "04, 2\\d\\d virtual threads"})
  void idle_clients_are_counted_and_still_echo(String model, String threads) {
    var said = Said.course("idle", model, "--connections", "200", "--sample", "20");
    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("200 clients in ", "20 of them sent a line and got it back")
        .containsPattern(threads);
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "04"})
  void threads_are_counted_when_all_have_started(String model) throws Exception {
    try (var one = IdleClients.of(model, Scenario.HEARTBEAT, 101)) {
      one.connect(1);
      var first = one.threads();
      one.connect(100);
      var all = one.threads();
      int more = all.platform() + all.virtual() - first.platform() - first.virtual();
      // What virtual threads run on comes and goes with the work: a few, this way or that.
      assertThat((more + 10) % 100).as("threads per client: " + first + ", " + all).isLessThan(20);
      assertThat(more).isGreaterThanOrEqualTo(90);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void too_few_files_are_named_with_what_to_do() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var idle =
        new ProcessBuilder(
                List.of(
                    "sh",
                    "-c",
                    "ulimit -n 600 && exec \"$@\"",
                    "sh",
                    java,
                    "--enable-preview",
                    "-XX:-MaxFDLimit",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Course.class.getName(),
                    "idle",
                    "01"))
            .redirectErrorStream(true)
            .start();
    var said = new String(idle.getInputStream().readAllBytes(), UTF_8);
    assertThat(said.strip())
        .isEqualTo(
            "course idle: 10000 connections need 10200 open files, and this shell allows 600:"
                + " run `ulimit -n 20000` first, or ask for fewer --connections");
    assertThat(idle.waitFor()).isEqualTo(2);
  }
}
