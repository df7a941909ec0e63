package fiveways.checks;

import fiveways.practice.ClassUse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a scenario is, the models share: it is the contract. How it is expressed they never share,
 * not even by a helper; and the contract knows none of them.
 */
final class ModelsStandAlone implements HouseRule {
  private static final List<String> EVERYBODY =
      List.of(
          "java.",
          "org.jspecify.annotations.",
          "fiveways.contract.api.",
          "fiveways.contract.journal.");

  @Override
  public String name() {
    return "models-stand-alone";
  }

  @Override
  public List<Finding> check(House house) {
    var findings =
        Stream.concat(contract(house), house.models().stream().flatMap(m -> of(house, m)));
    return findings.sorted(java.util.Comparator.comparing(Finding::toString)).toList();
  }

  private Stream<Finding> of(House house, Leaf model) {
    var missing = uncompiled(house, model);
    if (missing.isPresent()) {
      return missing.stream();
    }
    return house.classes(model.folder()).stream()
        .flatMap(type ->
            type.uses().entrySet().stream()
                .flatMap(use ->
                    mayUse(model, use.getKey())
                        ? Stream.empty()
                        : Stream.of(
                            new Finding(
                                type.file(),
                                use.getValue(),
                                name(),
                                "%s uses %s, but a model uses only the JDK, JSpecify, fiveways.contract.api, fiveways.contract.journal%s and itself: write here what it needs, even if a sibling has similar lines"
                                    .formatted(
                                        type.topLevel(),
                                        use.getKey(),
                                        model.libraries().isEmpty()
                                            ? ""
                                            : ", " + String.join(", ", model.libraries()))))));
  }

  private static boolean mayUse(Leaf model, String use) {
    return !isType(use)
        || use.startsWith(model.packageName() + ".")
        || Stream.concat(EVERYBODY.stream(), model.libraries().stream()).anyMatch(use::startsWith);
  }

  private Stream<Finding> contract(House house) {
    return house.classes("contract").stream()
        .flatMap(type ->
            type.uses().entrySet().stream()
                .filter(use -> beyond(type, use.getKey()))
                .map(use ->
                    new Finding(
                        type.file(),
                        use.getValue(),
                        name(),
                        type.topLevel()
                            + " uses "
                            + use.getKey()
                            + ", but the contract knows no model, and its api nothing of the tests: move what both need into fiveways.contract.api")));
  }

  private static boolean beyond(ClassUse type, String use) {
    return type.packageName().equals("fiveways.contract.api")
        ? isType(use) && EVERYBODY.stream().noneMatch(use::startsWith)
        : isType(use) && use.startsWith("fiveways.") && !use.startsWith("fiveways.contract.");
  }

  private static boolean isType(String use) {
    return use.contains(".") && !use.contains("#");
  }

  /**
   * What has not been compiled cannot be looked at: that is a finding, not a reason to be silent.
   */
  private Optional<Finding> uncompiled(House house, Leaf model) {
    return house.classes(model.folder()).isEmpty()
        ? Optional.of(
            new Finding(
                model.folder() + "/pom.xml",
                1,
                name(),
                "the module has sources but no target/classes: build it with this one, as ./mvnw verify does"))
        : Optional.empty();
  }
}
