package fiveways.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import fiveways.contract.tck.ContractRun;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract finds what it says it finds: each variant of the gallery is held to the rules that
 * it names and has to break them all, and no others on the way. (The whole table, every variant
 * against every rule, is {@link GalleryTable}.) A class for each scenario, so that they can run
 * side by side, in processes of their own.
 */
abstract class GalleryHeld {
  private static final String PATIENCE = "fiveways.patience";
  private static final String BEFORE = System.getProperty(PATIENCE, "1");

  /** A failure need not be waited for long; where a slow machine is misled, patience decides. */
  private static final List<String> PATIENCES = List.of("0.05", "0.3", BEFORE);

  /** What came out: the rules broken, and what the failures of the first rule named say. */
  private record Seen(SortedSet<String> broken, List<String> messages) {
    boolean asDeclaredBy(Gallery.Variant variant) {
      return variant.isAsNamed(broken, variant.breaks())
          && messages.stream().anyMatch(m -> m.contains(variant.declared().seen()));
    }
  }

  private final String scenario;

  /**
   * @param scenario how the ids of its rules begin
   */
  GalleryHeld(String scenario) {
    this.scenario = scenario;
  }

  @AfterEach
  void takeYourTime() {
    System.setProperty(PATIENCE, BEFORE);
  }

  @TestFactory
  Stream<DynamicTest> each_variant_breaks_the_rules_that_it_names() {
    return Gallery.variants().stream()
        .filter(variant -> variant.declared().value()[0].startsWith(scenario + "-"))
        .map(variant -> dynamicTest(variant.name(), () -> breaksWhatItNames(variant)));
  }

  private static void breaksWhatItNames(Gallery.Variant variant) {
    var last = new Seen(new TreeSet<>(), List.of());
    for (var patience : PATIENCES) {
      System.setProperty(PATIENCE, patience);
      last = seen(variant);
      if (last.asDeclaredBy(variant)) {
        return;
      }
    }
    assertThat(last.broken())
        .as("the rules that %s breaks", variant.name())
        .isEqualTo(variant.breaks());
    assertThat(last.messages())
        .as("what the failures of %s say to a student", variant.declared().value()[0])
        .anySatisfy(message -> assertThat(message).contains(variant.declared().seen()));
  }

  private static Seen seen(Gallery.Variant variant) {
    var broken = new TreeSet<String>();
    var messages = new ArrayList<String>();
    for (String rule : variant.declared().value()) {
      var report = Gallery.holding(variant, () -> run(variant, rule));
      broken.addAll(report.broken());
      if (isFirst(variant, rule)) {
        report.results().stream()
            .filter(result -> breaks(result, rule))
            .forEach(result -> messages.add(message(result)));
      }
    }
    return new Seen(broken, messages);
  }

  private static ContractRun.Report run(Gallery.Variant variant, String rule) {
    var seen = isFirst(variant, rule) ? variant.declared().seen() : "";
    return ContractRun.until(
        ReferenceContractTest.class,
        rule,
        result -> breaks(result, rule) && message(result).contains(seen));
  }

  private static boolean isFirst(Gallery.Variant variant, String rule) {
    return rule.equals(variant.declared().value()[0]);
  }

  private static boolean breaks(ContractRun.Result result, String rule) {
    return result.broken().filter(rule::equals).isPresent();
  }

  private static String message(ContractRun.Result result) {
    return result.failure().map(failure -> String.valueOf(failure.getMessage())).orElse("");
  }
}
