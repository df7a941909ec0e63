package fiveways.checks;

import com.sun.source.tree.ClassTree;
import fiveways.measure.Source;
import java.util.List;
import java.util.stream.Stream;

/**
 * A deliberate mistake says so in its name, and stands where mistakes are shown: in the contract's
 * gallery, in a LimitsTest, as a module's first attempt, or among an exercise's wrong answers.
 */
final class NamedMistakes implements HouseRule {
  private static final String BROKEN = "Broken";

  @Override
  public String name() {
    return "named-mistakes";
  }

  @Override
  public List<Finding> check(House house) {
    return Stream.concat(
            house.files("", ".java").stream().flatMap(file -> types(house.source(file))),
            house.files("solutions/", "").stream().flatMap(this::wrongAnswer))
        .toList();
  }

  private Stream<Finding> types(Source source) {
    return source.types().stream().flatMap(type -> type(source, type));
  }

  private Stream<Finding> type(Source source, ClassTree type) {
    var name = type.getSimpleName().toString();
    if (name.isEmpty()) {
      return Stream.empty();
    }
    if (name.startsWith(BROKEN)) {
      return mayStandHere(source, type)
          ? Stream.empty()
          : Stream.of(
              Finding.in(
                  source,
                  type,
                  name(),
                  name
                      + " is called broken: move it into the contract's gallery or a LimitsTest, make it a module's FirstAttempt, or call it otherwise"));
    }
    return isMistake(type)
        ? Stream.of(
            Finding.in(
                source,
                type,
                name(),
                "%s is a deliberate mistake: call it %s%s, so that nobody copies it"
                    .formatted(name, BROKEN, name)))
        : Stream.empty();
  }

  private static boolean mayStandHere(Source source, ClassTree type) {
    return source.file().startsWith("contract/src/test/")
        || source.file().endsWith("/LimitsTest.java")
        || implementsFirstAttempt(type);
  }

  private static boolean isMistake(ClassTree type) {
    return implementsFirstAttempt(type)
        || type.getModifiers().getAnnotations().stream()
            .anyMatch(a -> a.getAnnotationType().toString().equals("Breaks"));
  }

  private static boolean implementsFirstAttempt(ClassTree type) {
    return type.getImplementsClause().stream()
        .anyMatch(implemented -> implemented.toString().equals("FirstAttempt"));
  }

  private Stream<Finding> wrongAnswer(String file) {
    var inside = file.indexOf("/wrong-answers/");
    if (inside < 0) {
      return Stream.empty();
    }
    var rest = file.substring(inside + "/wrong-answers/".length());
    return rest.contains("/") && !rest.startsWith("broken-")
        ? Stream.of(
            new Finding(
                file, 1, name(), "a wrong answer's folder begins with `broken-`: rename it"))
        : Stream.empty();
  }
}
