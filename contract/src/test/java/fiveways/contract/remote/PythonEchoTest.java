package fiveways.contract.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fiveways.contract.tck.Spec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
