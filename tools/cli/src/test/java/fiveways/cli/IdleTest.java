package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
}
