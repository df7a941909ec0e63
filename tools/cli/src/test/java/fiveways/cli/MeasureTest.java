package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** {@code course measure}, from outside; what it counts has its own tests. */
class MeasureTest {

  @Test
  void everything_is_counted_and_said_with_its_caveat() {
    var said = Said.course("measure");
    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("\nEcho\n", "\nTimeout, plain to bounded\n", "\nMachinery: engine/\n")
        .contains("05 and 03 import what 02 writes", "Code lines: ", "Retrofits: ")
        .doesNotContain("99", "\033");
    assertThat(said.out().lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
  }

  @Test
  void a_scenario_and_models_can_be_chosen() {
    var said = Said.course("measure", "echo", "--models", "04,01,04", "--markdown").out();
    assertThat(said)
        .startsWith("|  | 04 | 01 |\n| --- | --- | --- |\n| **Echo** |  |  |\n| code lines | ")
        .contains("05 and 03 import what 02 writes")
        .doesNotContain("Timeout", "Heartbeat");
  }

  @Test
  void a_document_has_the_same_numbers() {
    var json =
        JsonMapper.shared().readTree(Said.course("measure", "--models", "01", "--json").out());
    assertThat(json.at("/models/0/id").asString()).isEqualTo("01");
    assertThat(json.at("/models/0/scenarios/timeout/lines").asInt()).isPositive();
    assertThat(json.at("/models/0/retrofits/timeout/methodsAdded").asInt()).isEqualTo(1);
    assertThat(json.at("/models/0/engine/mutableFields").asInt()).isPositive();
    assertThat(json.at("/caveat").asString()).contains("02");
    var row = Said.course("measure", "timeout", "--models", "01", "--markdown").out();
    assertThat(row)
        .contains("| code lines | " + json.at("/models/0/scenarios/timeout/lines").asInt() + " |");
  }

  @Test
  void threads_come_from_a_run() {
    var said =
        Said.course(
            "measure", "echo", "--models", "01", "--threads", "--clients", "20,1", "--json");
    assertThat(said.exit()).as(said.err()).isZero();
    var threads = JsonMapper.shared().readTree(said.out()).at("/threads");
    assertThat(threads.at("/0/clients").asInt()).isEqualTo(1);
    assertThat(threads.at("/1/clients").asInt()).isEqualTo(20);
    assertThat(threads.at("/1/platform").asInt() - threads.at("/0/platform").asInt())
        .as("a thread for each of 19 clients more")
        .isBetween(19, 25);
  }
}
