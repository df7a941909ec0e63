package fiveways.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** This repository keeps every rule of the house. */
class HouseRulesTest {
  private static final House HOUSE = House.here();

  static Stream<Arguments> rules() {
    return HouseRule.all().stream().map(rule -> Arguments.of(rule.name(), rule));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void the_house_keeps(String name, HouseRule rule) {
    var findings = rule.check(HOUSE);
    if (!findings.isEmpty()) {
      throw new AssertionError(told(name, findings));
    }
  }

  private static String told(String name, List<Finding> findings) {
    return findings.stream()
        .map(Finding::toString)
        .collect(Collectors.joining("\n", "%s: %d to mend\n".formatted(name, findings.size()), ""));
  }

  /** A check that cannot fail checks nothing. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void is_proven_able_to_fail(String name, HouseRule rule) {
    var test = rule.getClass().getName() + "Test";
    assertThatCode(() -> Class.forName(test))
        .as("%s has a test on a broken example, called %s", name, test)
        .doesNotThrowAnyException();
    assertThat(rule.name()).as("what findings call it").isEqualTo(name);
  }
}
