package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** SPEC.md as data: it is the one place where rules and expected verdicts are written down. */
public final class Spec {

  /** What a rule asks of a model. */
  public enum Kind {
    MUST,
    CAN
  }

  /** One rule. Its scenario is the part of its id before the dash: {@code TIME}. */
  public record Rule(String id, Kind kind, String text) {
    public String scenario() {
      return id.substring(0, id.indexOf('-'));
    }
  }

  /** What a CAN rule is expected to come out with for a model, and why. */
  public record Expected(String rule, String model, Verdict verdict, String reason) {}

  private static final Pattern ID = Pattern.compile("[A-Z]+-[0-9]+");
  private static final Pattern TEST = Pattern.compile("([A-Z]+)_([0-9]+)_.*");
  private static final Spec SPEC = read();

  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<String, Expected> verdicts = new LinkedHashMap<>();

  private Spec(String markdown) {
    markdown.lines().filter(line -> line.startsWith("| ")).map(Spec::cells).forEach(this::take);
  }

  /** Every rule, in the order of SPEC.md. */
  public static List<Rule> rules() {
    return List.copyOf(SPEC.rules.values());
  }

  /** The rule with this id; empty if there is none. */
  public static Optional<Rule> rule(String id) {
    return Optional.ofNullable(SPEC.rules.get(id));
  }

  /** Every expected verdict, in the order of SPEC.md. */
  public static List<Expected> expected() {
    return List.copyOf(SPEC.verdicts.values());
  }

  /**
   * What is expected of a model.
   *
   * @throws IllegalArgumentException if SPEC.md does not say
   */
  public static Expected expected(String rule, String model) {
    return Optional.ofNullable(SPEC.verdicts.get(rule + " " + model))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "SPEC.md expects no verdict of " + model + " for " + rule));
  }

  /** The id that a test method carries: {@code TIME_2_…} is of TIME-2; empty for others. */
  public static Optional<String> ruleOf(String testMethod) {
    Matcher matcher = TEST.matcher(testMethod);
    return matcher.matches()
        ? Optional.of(matcher.group(1) + "-" + matcher.group(2))
        : Optional.empty();
  }

  private void take(List<String> row) {
    if (!ID.matcher(row.getFirst()).matches()) {
      return;
    }
    switch (row.size()) {
      case 3 -> add(new Rule(row.get(0), Kind.valueOf(row.get(1)), row.get(2)));
      case 4 -> add(new Expected(row.get(0), row.get(1), Verdict.of(row.get(2)), row.get(3)));
      default -> throw new IllegalStateException("SPEC.md has an odd row: " + row);
    }
  }

  private void add(Rule rule) {
    if (rules.putIfAbsent(rule.id(), rule) != null) {
      throw new IllegalStateException("SPEC.md has two rules " + rule.id());
    }
  }

  private void add(Expected expected) {
    if (!rules.containsKey(expected.rule())) {
      throw new IllegalStateException("SPEC.md expects a verdict for no rule: " + expected);
    }
    verdicts.put(expected.rule() + " " + expected.model(), expected);
  }

  private static List<String> cells(String row) {
    String inner = row.strip().replaceAll("^\\||\\|$", "");
    return Stream.of(inner.split("\\|", -1)).map(String::strip).toList();
  }

  private static Spec read() {
    try (var in = Spec.class.getResourceAsStream("/fiveways/contract/SPEC.md")) {
      if (in == null) {
        throw new IllegalStateException("SPEC.md is not on the class path");
      }
      return new Spec(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The rules that the test methods of a contract class are named after, those of its inner classes
   * too, in the order of SPEC.md.
   */
  public static List<String> testedBy(Class<?> contract) {
    var tested = tests(contract).flatMap(name -> ruleOf(name).stream()).distinct().toList();
    return rules().stream().map(Rule::id).filter(tested::contains).toList();
  }

  /** The names of the public methods of a contract class and of its inner classes. */
  static Stream<String> tests(Class<?> contract) {
    return Stream.concat(
        Arrays.stream(contract.getMethods()).map(Method::getName),
        Arrays.stream(contract.getDeclaredClasses()).flatMap(Spec::tests));
  }
}
