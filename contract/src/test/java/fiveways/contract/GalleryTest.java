package fiveways.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import fiveways.contract.tck.ContractRun;
import fiveways.contract.tck.Spec;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract finds what it says it finds: each variant of the gallery is held to the rules that
 * it names and has to break them all, and no others on the way. (The whole table, every variant
 * against every rule, is {@link GalleryTable}.)
 */
class GalleryTest {
  private static final String PATIENCE = "fiveways.patience";
  private static final String BEFORE = System.getProperty(PATIENCE, "1");

  /** What is expected to fail need not be waited for as long as what is expected to come. */
  @BeforeAll
  static void hurry() {
    System.setProperty(PATIENCE, "0.1");
  }

  @AfterAll
  static void takeYourTime() {
    System.setProperty(PATIENCE, BEFORE);
  }

  @TestFactory
  Stream<DynamicTest> each_variant_breaks_the_rules_that_it_names() {
    return Gallery.variants().stream()
        .map(variant -> dynamicTest(variant.name(), () -> breaksWhatItNames(variant)));
  }

  private static void breaksWhatItNames(Gallery.Variant variant) {
    var broken = new TreeSet<String>();
    for (String rule : variant.breaks()) {
      var report =
          Gallery.holding(
              variant, () -> ContractRun.untilBroken(ReferenceContractTest.class, rule));
      broken.addAll(report.broken());
      if (rule.equals(variant.declared().value()[0])) {
        assertThat(messages(report, rule))
            .as("what the failure of %s says to a student", rule)
            .anySatisfy(message -> assertThat(message).contains(variant.declared().seen()));
      }
    }
    assertThat(broken).as("the rules that %s breaks", variant.name()).isEqualTo(variant.breaks());
  }

  private static List<String> messages(ContractRun.Report report, String rule) {
    return report.results().stream()
        .filter(result -> result.broken().filter(rule::equals).isPresent())
        .flatMap(result -> result.failure().stream())
        .map(failure -> String.valueOf(failure.getMessage()))
        .toList();
  }

  @Test
  void every_rule_that_has_a_test_has_a_variant_that_breaks_it() {
    var named = Gallery.variants().stream().flatMap(variant -> variant.breaks().stream()).toList();
    var tested = Spec.testedBy(ReferenceContractTest.class);
    assertThat(named)
        .as("rules that some variant breaks: a rule that nothing breaks proves nothing")
        .containsAll(tested);
    assertThat(Spec.rules().stream().map(Spec.Rule::id)).as("rules of SPEC.md").containsAll(named);
  }
}
