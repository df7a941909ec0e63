package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.ModelProvider;
import fiveways.contract.remote.Host;
import fiveways.contract.remote.RemoteContract;
import fiveways.contract.remote.RemoteSubject;
import fiveways.contract.tck.ContractRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemotelyTest {

  /** Few, and of each scenario the one that shows most. */
  private static final Set<String> RULES = Set.of("ECHO-3", "TIME-2", "BEAT-1");

  private static List<String> hosting(String model) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-preview",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx128m",
        "-cp",
        System.getProperty("java.class.path"),
        Host.class.getName(),
        model);
  }

  /** As a command's words, which may hold blanks. */
  private static String quoted(List<String> command) {
    return "'" + String.join("' '", command) + "'";
  }

  /** Those of this repository; what this module's tests have besides breaks rules. */
  static List<String> models() {
    return ModelProvider.all().stream()
        .map(ModelProvider::folder)
        .filter(folder -> !folder.equals("99-forgetful"))
        .toList();
  }

  /** The whole contract: {@code ./course test --remote "./course host 04" --as 04}. */
  @ParameterizedTest
  @MethodSource("models")
  void a_rule_of_each_scenario_holds_in_a_process_of_its_own(String model) throws IOException {
    try (var program = RemoteSubject.start(hosting(model), Optional.of(model.substring(0, 2)))) {
      assertThat(program.name()).isEqualTo(model);
      var report = RemoteContract.hold(program, RULES::contains, _ -> {});
      assertThat(report.results()).allSatisfy(result -> assertThat(result.failure()).isEmpty());
      assertThat(report.tested()).containsExactlyInAnyOrderElementsOf(RULES);
      assertThat(report.notJudged()).isEmpty();
    }
  }

  @Test
  void what_the_model_breaks_here_it_breaks_over_the_pipes() throws IOException {
    try (var program = RemoteSubject.start(hosting("99"), Optional.empty())) {
      var report = RemoteContract.hold(program, "TIME-1"::equals, _ -> {});
      assertThat(report.broken()).containsExactly("TIME-1");
    }
  }

  @Test
  void the_command_tells_what_held_and_what_could_not_be_judged() {
    var said =
        Said.course("test", "--remote", quoted(hosting("04")), "--as", "04", "TIME-10", "time-13");
    assertThat(said.exit()).as(said.out() + said.err()).isZero();
    assertThat(said.out())
        .startsWith("the contract of 04-virtual-threads: 2 rules")
        .containsPattern("  TIME-10 STOPS ")
        .containsPattern("  TIME-13 LAZY ")
        .contains("  TIME-10 not judged: ", "(only a part),", "for its code")
        .contains("04-virtual-threads, seen from outside, holds all 2 rules");
    assertThat(said.out().lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
  }

  @Test
  void a_rule_that_is_broken_exits_with_1() {
    var said = Said.course("test", "--remote", quoted(hosting("99")), "TIME-1");
    assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(1);
    assertThat(said.out())
        .contains("  TIME-1  BROKEN", "99-forgetful, seen from outside, breaks TIME-1 of 1 rule");
  }

  @Test
  void what_can_only_be_the_programs_own_word_is_not_passed() {
    var said = Said.course("test", "--remote", quoted(hosting("01")), "TIME-11", "turns");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.out())
        .contains("TIME-11 not judged", "TURN-1  not judged", "TURN-2  not judged");
    assertThat(said.err()).contains("nothing of this can be judged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such-program --fast",
        "sh -c 'exit 3'",
        "sh -c 'echo hello'",
        "'unclosed",
        "",
        "sh -c 'echo {\\\"protocol\\\":1,\\\"scenarios\\\":[\\\"echo\\\"]}; cat >/dev/null' x"
      })
  void a_program_that_does_not_speak_is_one_sentence_and_2(String command) {
    var said = Said.course("test", "--remote", command, "timeout");
    assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().lines()).hasSize(1);
  }

  @Test
  void a_misspelt_rule_is_found_before_anything_is_started() {
    var said = Said.course("test", "--remote", "no-such-program", "nosuch");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("nosuch");
  }

  @Test
  void a_command_is_split_as_a_shell_would() {
    assertThat(Words.command(" a  'b c' \"d 'e'\" f'g h'i ''"))
        .containsExactly("a", "b c", "d 'e'", "fg hi", "");
  }

  @Test
  void without_another_process_everything_is_judged() {
    assertThat(Remotely.notJudged(new ContractRun.Report(List.of(), List.of()))).isEmpty();
  }
}
