package fiveways.checks;

import fiveways.contract.tck.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Every model was held to every rule, in this build: what the models' tests reported is compared
 * with SPEC.md and with the tests that the contract has. A rule that was skipped, or that nobody
 * ran, is not kept.
 *
 * <p>A report from before this build proves nothing about this build. So a build of a part of the
 * repository that runs this check without the models' tests fails by it, and says so.
 */
final class RulesThatRan {
  private static final String NAME = "rules-that-ran";

  /** A test of a rule, as a report has it. */
  private record Reported(String test, boolean passed) {
    String rule() {
      return Spec.ruleOf(test).orElseThrow();
    }
  }

  private RulesThatRan() {}

  /** What is missing in the reports of all models. */
  static List<Finding> check(House house, Instant buildStarted) {
    var tests = tests(house);
    return house.models().stream()
        .flatMap(model -> of(house, model, tests, buildStarted).stream())
        .toList();
  }

  private static List<Finding> of(
      House house, Leaf model, Set<String> tests, Instant buildStarted) {
    var file = model.folder() + "/src/test/java/" + model.packageName().replace('.', '/');
    var contractTest = file + "/ContractTest.java";
    var reports = reports(house.path(model.folder() + "/target/surefire-reports"), buildStarted);
    if (reports.isEmpty()) {
      return List.of(
          new Finding(
              contractTest,
              1,
              NAME,
              "no rule was run against %s in this build: run the whole of ./mvnw verify, or leave out RulesThatRanTest"
                  .formatted(model.title())));
    }
    var findings = new ArrayList<Finding>();
    reports.stream()
        .filter(reported -> !reported.passed())
        .map(reported ->
            new Finding(
                contractTest,
                1,
                NAME,
                reported.test() + " did not pass: a rule is not kept by a test that is skipped"))
        .forEach(findings::add);
    var passed = reports.stream().filter(Reported::passed).toList();
    var missing = new TreeSet<>(tests);
    passed.forEach(reported -> missing.remove(reported.test()));
    missing.stream()
        .map(test ->
            new Finding(
                contractTest,
                1,
                NAME,
                "the contract has the test %s, and it did not run: nest its scenario's contract in ContractTest"
                    .formatted(test)))
        .forEach(findings::add);
    var rules = passed.stream().map(Reported::rule).collect(Collectors.toCollection(TreeSet::new));
    if (rules.size() != Spec.rules().size()) {
      findings.add(
          new Finding(
              contractTest,
              1,
              NAME,
              "%d rules ran and passed against %s, and SPEC.md has %d"
                  .formatted(rules.size(), model.title(), Spec.rules().size())));
    }
    return findings;
  }

  /** The names of all tests that the contract has for rules. */
  private static Set<String> tests(House house) {
    return house.sources("contract/src/main/java/fiveways/contract/tck").stream()
        .flatMap(source -> source.methods().stream())
        .map(method -> method.getName().toString())
        .filter(name -> Spec.ruleOf(name).isPresent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Reported> reports(Path folder, Instant buildStarted) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("TEST-.*ContractTest.*\\.xml"))
          .filter(file -> !lastModified(file).isBefore(buildStarted))
          .flatMap(file -> read(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant lastModified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Reported> read(Path file) {
    try {
      var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
      var cases = builder.parse(file.toFile()).getElementsByTagName("testcase");
      return IntStream.range(0, cases.getLength())
          .mapToObj(i -> (Element) cases.item(i))
          .map(test -> new Reported(method(test.getAttribute("name")), passed(test)))
          .filter(reported -> Spec.ruleOf(reported.test()).isPresent())
          .toList();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(file + " is no report of tests", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code TIME_7_refuses(Duration)[2]} is a run of {@code TIME_7_refuses}; jqwik says {@code TIME
   * 7 refuses}.
   */
  private static String method(String name) {
    return name.replace(' ', '_').replaceFirst("[^A-Za-z0-9_].*", "");
  }

  private static boolean passed(Element test) {
    return List.of("failure", "error", "skipped").stream()
        .allMatch(end -> test.getElementsByTagName(end).getLength() == 0);
  }
}
