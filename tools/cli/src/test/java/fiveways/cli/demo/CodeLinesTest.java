package fiveways.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.cli.Home;
import fiveways.cli.Models;
import fiveways.cli.Scenario;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodeLinesTest {

  @Test
  void every_model_has_code_for_each_scenario() {
    var lines = new CodeLines(Home.find());
    for (var model : Models.all().stream().filter(m -> !m.id().equals("99")).toList()) {
      for (var scenario : Scenario.built()) {
        assertThat(lines.of(model, scenario)).as(model.id() + " " + scenario).isPresent();
        assertThat(lines.of(model, scenario).getAsInt()).isBetween(10, 300);
      }
      assertThat(lines.ofEngine(model)).isPresent();
    }
  }

  @Test
  void without_sources_nothing_is_counted() {
    var lines = new CodeLines(Optional.empty());
    assertThat(lines.of(Models.called("01"), Scenario.ECHO)).isEmpty();
    assertThat(lines.ofEngine(Models.called("01"))).isEmpty();
  }
}
