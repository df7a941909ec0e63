package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The demo from outside. */
class DemoCommandTest {

  @Test
  void standard_output_is_one_document_and_the_story_is_beside_it() {
    var said = Said.course("demo", "echo", "--models", "04", "--no-matrix", "--json");
    assertThat(said.exit()).isZero();
    var json = JsonMapper.shared().readTree(said.out());
    assertThat(json.at("/echo/0/model").asString()).isEqualTo("04");
    assertThat(json.at("/timeout").size()).isZero();
    assertThat(said.err()).contains("04 virtual", "50,000 back");
  }

  @Test
  void the_matrix_comes_from_a_real_run_and_a_broken_rule_exits_with_1() {
    var said = Said.course("demo", "echo", "--models", "99", "--json");
    assertThat(said.exit()).as("99 has no tests for Echo").isEqualTo(1);
    var json = JsonMapper.shared().readTree(said.out());
    assertThat(json.at("/everyRuleHeld").asBoolean()).isFalse();
    assertThat(json.at("/matrix/0/torn").asString()).contains("its process ended too early");
    assertThat(json.at("/matrix/0/threads/clients").asInt()).isEqualTo(100);
  }
}
