package fiveways.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import fiveways.contract.tck.ContractRun;
import fiveways.contract.tck.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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
  private static final String HURRIED = "0.05";

  /** What came out: the rules broken, and what the failures of the first rule named say. */
  private record Seen(SortedSet<String> broken, List<String> messages) {
    boolean asDeclaredBy(Gallery.Variant variant) {
      return broken.equals(variant.breaks())
          && messages.stream().anyMatch(m -> m.contains(variant.declared().seen()));
    }
  }

  @AfterEach
  void takeYourTime() {
    System.setProperty(PATIENCE, BEFORE);
  }

  @TestFactory
  Stream<DynamicTest> each_variant_breaks_the_rules_that_it_names() {
    return Gallery.variants().stream()
        .map(variant -> dynamicTest(variant.name(), () -> breaksWhatItNames(variant)));
  }

  /** In a hurry first, which can only be misled on a slow machine; then the patient run decides. */
  private static void breaksWhatItNames(Gallery.Variant variant) {
    System.setProperty(PATIENCE, HURRIED);
    if (seen(variant).asDeclaredBy(variant)) {
      return;
    }
    System.setProperty(PATIENCE, BEFORE);
    var seen = seen(variant);
    assertThat(seen.broken())
        .as("the rules that %s breaks", variant.name())
        .isEqualTo(variant.breaks());
    assertThat(seen.messages())
        .as("what the failure of %s says to a student", variant.declared().value()[0])
        .anySatisfy(message -> assertThat(message).contains(variant.declared().seen()));
  }

  private static Seen seen(Gallery.Variant variant) {
    var broken = new TreeSet<String>();
    var messages = new ArrayList<String>();
    for (String rule : variant.declared().value()) {
      var report =
          Gallery.holding(
              variant, () -> ContractRun.untilBroken(ReferenceContractTest.class, rule));
      broken.addAll(report.broken());
      if (rule.equals(variant.declared().value()[0])) {
        messages.addAll(messages(report, rule));
      }
    }
    return new Seen(broken, messages);
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
    var unbroken = new ArrayList<>(Spec.testedBy(ReferenceContractTest.class));
    unbroken.removeAll(named);
    assertThat(unbroken)
        .as("rules that no variant breaks: their tests prove nothing yet")
        .isEmpty();
    assertThat(named)
        .as("the rules that variants break are rules of SPEC.md")
        .isSubsetOf(Spec.rules().stream().map(Spec.Rule::id).toList());
  }
}
