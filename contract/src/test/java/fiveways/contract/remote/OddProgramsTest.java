package fiveways.contract.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.tck.ContractRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the program does, the one who tests it gets one sentence, and soon. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OddProgramsTest {
  private static final String PATIENCE = "fiveways.patience";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chatty           | a line that is no JSON object: Hello, I am a program.
          another-protocol | no greeting with "protocol":1
          gone             | ended with exit code 3; the last line on its standard error: cannot find my settings
          """)
  void who_does_not_greet_is_refused(String how, String sentence) {
    assertThatThrownBy(() -> RemoteProgram.start(Children.odd(how)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not speak the remote protocol")
        .message()
        .contains(sentence)
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          answers-nobody    | answered what nobody had asked
          answers-twice     | answered what nobody had asked, or asked twice
          babbles           | a line of more than 1048576 bytes: xxxxxxxx
          babbles-on        | a line of more than 1048576 bytes: xxxxxxxx
          prints-in-between | a line that is no JSON object: now I do open
          """)
  void who_breaks_the_protocol_is_ended_and_its_fault_is_told_ever_after(
      String how, String sentence) throws IOException {
    try (var program = RemoteProgram.start(Children.odd(how))) {
      var open = RemoteProgram.command("open");
      assertThatThrownBy(
              () -> {
                program.ask(open);
                program.ask(open); // what came too much after the first answer is there by now
                program.ask(open);
              })
          .isInstanceOf(ProgramBroken.class)
          .hasMessageContaining(sentence);
      assertThatThrownBy(() -> program.ask(open)).hasMessageContaining(sentence);
      assertThat(program.isSound()).isFalse();
      assertThat(program.process().onExit()).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  /** The rule that is looked at is broken, with the sentence; the next test has a fresh program. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dies-in-run      | the program's fault: it ended with exit code 7
          answers-nonsense | its answer to run makes no sense: {"id":
          """)
  void in_the_contract_it_breaks_the_rule_that_is_looked_at(String how, String sentence)
      throws IOException {
    try (var program = RemoteSubject.start(Children.odd(how), Optional.empty())) {
      var report = RemoteContract.hold(program, "TIME-13"::equals, _ -> {});
      assertThat(report.broken()).containsExactly("TIME-13");
      assertThat(report.results())
          .extracting(ContractRun.Result::failure)
          .allSatisfy(failure -> assertThat(told(failure)).contains(sentence));
    }
  }

  private static String told(Optional<Throwable> failure) {
    var text = new StringBuilder();
    for (var cause = failure.orElse(null); cause != null; cause = cause.getCause()) {
      text.append(cause.getMessage()).append('\n');
    }
    return text.toString();
  }

  @Test
  void who_says_nothing_is_not_waited_for_longer_than_that() {
    var command = Children.odd("mute");
    assertThatThrownBy(
            () -> RemoteProgram.start(command, OptionalInt.empty(), Duration.ofMillis(500)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not greet within 500 ms");
  }

  /** Silence is waited for: in these tests not as long as it has to be on a slow machine. */
  private static void impatiently(ThrowingRunnable action) throws Exception {
    var patience = Optional.ofNullable(System.getProperty(PATIENCE));
    double factor = patience.map(Double::parseDouble).orElse(1.0);
    System.setProperty(PATIENCE, String.valueOf(factor * 0.4));
    try {
      action.run();
    } finally {
      patience.ifPresentOrElse(
          value -> System.setProperty(PATIENCE, value), () -> System.clearProperty(PATIENCE));
    }
  }

  private interface ThrowingRunnable {
    void run() throws Exception;
  }

  @Test
  void who_does_not_answer_is_ended() throws Exception {
    try (var program = RemoteProgram.start(Children.odd("never-answers"))) {
      impatiently(() ->
          assertThatThrownBy(() -> program.ask(RemoteProgram.command("open")))
              .isInstanceOf(ProgramBroken.class)
              .hasMessageContaining("did not answer open within"));
      assertThat(program.process().onExit()).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  @Test
  void an_operation_that_never_ends_breaks_the_rule_that_is_looked_at() throws Exception {
    try (var program = RemoteSubject.start(Children.odd("hangs-in-run"), Optional.empty())) {
      impatiently(() -> {
        var report = RemoteContract.hold(program, "TIME-13"::equals, _ -> {});
        assertThat(report.broken()).containsExactly("TIME-13");
        assertThat(told(report.results().getFirst().failure()))
            .contains("run() has not come back after");
      });
    }
  }

  @Test
  void who_is_no_program_is_named() {
    assertThatThrownBy(() -> RemoteProgram.start(java.util.List.of("no-such-program", "-x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the program 'no-such-program -x' cannot be started");
  }
}
