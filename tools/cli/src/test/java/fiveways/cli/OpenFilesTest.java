package fiveways.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFilesTest {

  @ParameterizedTest
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @CsvSource({
    "idle 01, course idle: 10000 connections need 10200, --connections",
    "racers 01, course racers: 1000 racers need 1200, --racers"
  })
  void too_few_are_named_with_what_to_do(String words, String needs, String option)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "ulimit -n 600 && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-preview",
                "-XX:-MaxFDLimit",
                "-cp",
                System.getProperty("java.class.path"),
                Course.class.getName()));
    command.addAll(List.of(words.split(" ", -1)));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(said.strip())
        .isEqualTo(
            needs
                + " open files, and this shell allows 600:"
                + " run `ulimit -n 20000` first, or ask for fewer "
                + option);
    assertThat(process.waitFor()).isEqualTo(2);
  }
}
