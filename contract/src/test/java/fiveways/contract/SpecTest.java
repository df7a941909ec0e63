package fiveways.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.tck.Spec;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** SPEC.md, the code and the tests speak of the same rules; none is lost on the way. */
class SpecTest {
  private static final List<String> RULES = Spec.rules().stream().map(Spec.Rule::id).toList();

  @Test
  void as_many_rules_as_there_are() {
    assertThat(Spec.rules().stream().collect(groupingBy(Spec.Rule::scenario, counting())))
        .isEqualTo(
            Map.of(
                "ECHO", 8L, "TIME", 13L, "BEAT", 6L, "RACE", 8L, "PROG", 6L, "MERGE", 5L, "DASH",
                5L, "PLAY", 6L, "TURN", 2L));
  }

  @Test
  void every_rule_has_a_test() {
    var untested = new ArrayList<>(RULES);
    untested.removeAll(Spec.testedBy(ReferenceContractTest.class));
    assertThat(untested).as("rules of SPEC.md that no test is named after").isEmpty();
  }

  @Test
  void every_test_has_a_rule() {
    var tests =
        Arrays.stream(ReferenceContractTest.class.getDeclaredClasses())
            .flatMap(scenario -> Arrays.stream(scenario.getMethods()))
            .filter(SpecTest::isTest)
            .map(Method::getName)
            .toList();
    assertThat(tests).as("the contract's tests").isNotEmpty();
    assertThat(tests)
        .as("a test's name begins with the id of a rule of SPEC.md")
        .allSatisfy(test -> assertThat(Spec.ruleOf(test)).get().isIn(RULES));
  }

  private static boolean isTest(Method method) {
    return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(Property.class);
  }

  /** In a compiled class a rule's id is a constant, whatever it is used for. */
  @Test
  void the_code_speaks_of_no_other_rules() throws IOException {
    var mentioned = new ArrayList<String>();
    try (var classes = Files.walk(Path.of("target", "classes", "fiveways", "contract", "tck"))) {
      for (var file : classes.filter(f -> f.toString().endsWith(".class")).toList()) {
        mentioned.addAll(ids(Files.readString(file, ISO_8859_1)).toList());
      }
    }
    assertThat(mentioned)
        .as("ids in the classes of the contract")
        .contains("TIME-4")
        .isSubsetOf(RULES);
  }

  private static Stream<String> ids(String text) {
    return Pattern.compile("\\b(ECHO|TIME|BEAT|RACE|PROG|MERGE|DASH|PLAY|TURN)-[0-9]+")
        .matcher(text)
        .results()
        .map(MatchResult::group);
  }

  @Test
  void verdicts_are_expected_of_every_model_and_for_can_rules_alone() throws IOException {
    var models = Stream.concat(Stream.of("reference"), models()).toList();
    assertThat(models).as("the models").hasSizeGreaterThan(1);
    var expected = new ArrayList<String>();
    for (var rule : Spec.rules()) {
      if (rule.kind() == Spec.Kind.CAN) {
        models.forEach(model -> expected.add(rule.id() + " of " + model));
      }
    }
    assertThat(Spec.expected().stream().map(e -> e.rule() + " of " + e.model()))
        .as("the verdicts that SPEC.md expects")
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(Spec.expected()).allSatisfy(e -> assertThat(e.reason()).isNotBlank());
  }

  /** The numbers of the models that this build builds. */
  private static Stream<String> models() throws IOException {
    var pom = Files.readString(Path.of("..", "pom.xml"));
    return Pattern.compile("<module>([0-9]{2})-[a-z-]+</module>")
        .matcher(pom)
        .results()
        .map(module -> module.group(1))
        .collect(java.util.stream.Collectors.toUnmodifiableSet())
        .stream();
  }

  @Test
  void the_rule_of_a_test_is_in_its_name() {
    assertThat(Spec.ruleOf("TIME_12_loses_nothing")).hasValue("TIME-12");
    assertThat(Set.of("TIME_x_y", "time_1_y", "helper", "TIME_1"))
        .allSatisfy(name -> assertThat(Spec.ruleOf(name)).isEmpty());
  }
}
