package fiveways.contract;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.tck.Spec;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The gallery is complete: no rule has tests that prove nothing yet. */
class GalleryTest {

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

  @Test
  void every_variant_is_held_by_one_of_the_tests() {
    assertThat(Gallery.variants())
        .allSatisfy(variant ->
            assertThat(variant.declared().value()[0])
                .matches("(ECHO|TIME|BEAT|RACE|PROG|MERGE|DASH|PLAY|TURN)-.*"));
  }
}
