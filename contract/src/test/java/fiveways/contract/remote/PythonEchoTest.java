package fiveways.contract.remote;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fiveways.contract.tck.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The protocol is no language's own: a program in Python passes what is for servers of bytes. */
class PythonEchoTest {

  @Test
  void echo_in_python_keeps_every_rule_of_echo() throws Exception {
    assumeThat(hasPython())
        .as("skipped, for there is no python3 here: install Python 3.8 or later to run it")
        .isTrue();
    var command = List.of("python3", "src/test/python/echo_model.py");
    try (var program = RemoteSubject.start(command, Optional.empty())) {
      assertThat(program.scenarios()).containsExactly("echo");
      var report = RemoteContract.hold(program, rule -> rule.startsWith("ECHO-"), _ -> {});
      assertThat(report.results()).allSatisfy(result -> assertThat(result.failure()).isEmpty());
      assertThat(report.tested())
          .containsExactlyElementsOf(
              Spec.rules().stream().map(Spec.Rule::id).filter(id -> id.startsWith("E")).toList());
      assertThat(report.notJudged()).allMatch(part -> !part.whole());
    }
  }

  /** It is an example to others: what it does not understand is answered, too. */
  @Test
  void what_it_does_not_understand_is_answered_and_it_goes_on() throws Exception {
    assumeThat(hasPython()).as("skipped, for there is no python3 here").isTrue();
    var process = new ProcessBuilder("python3", "src/test/python/echo_model.py").start();
    try (var out = process.inputReader()) {
      var commands =
          "what?\n[1]\n"
              + "x".repeat(1 << 20)
              + "\n{\"id\":1,\"do\":\"dance\"}\n"
              + "{\"id\":2,\"do\":\"ask\"}\n{\"id\":3,\"do\":\"echo\"}\n";
      process.getOutputStream().write(commands.getBytes(US_ASCII));
      process.getOutputStream().flush();
      var kinds = Pattern.compile("\"id\": (\\w+), \"error\": \"([a-z-]+)\"");
      assertThat(
              out.lines()
                  .skip(1)
                  .limit(6) // its input is still open: it goes on
                  .map(line -> kinds.matcher(line).replaceFirst("$1 $2").replaceAll(",.*|\\{", "")))
          .containsExactly(
              "null bad-argument",
              "null bad-argument",
              "null bad-argument",
              "1 bad-argument",
              "2 unsupported",
              "3 closed");
      process.getOutputStream().close();
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** At each turn of its loop between a client's connect and the end of the accept. */
  @Test
  void whom_it_has_accepted_it_does_not_lose_when_it_is_closed_just_then() throws Exception {
    assumeThat(hasPython()).as("skipped, for there is no python3 here").isTrue();
    assumeThat(Files.isDirectory(Path.of("/proc/self/fd"))).as("skipped, not on Linux").isTrue();
    var process =
        new ProcessBuilder("python3", "-B", "src/test/python/close_while_accepting.py")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = process.inputReader()) {
      assertThat(out.readLine()).as("sockets left open").isEqualTo("[0, 0, 0, 0, 0, 0]");
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))")
              .start()
              .waitFor()
          == 0;
    } catch (IOException none) {
      return false;
    }
  }
}
