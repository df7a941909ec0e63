package fiveways.contract.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs a contract, or some of its rules, from a program: the course's command, the gallery and
 * whoever holds a model to it use this, so that there is one way to run a rule.
 */
public final class ContractRun {

  /**
   * One test of one rule, run.
   *
   * @param rule the rule that the test is named after
   * @param broken the rule that it found broken: mostly the same one; empty if it passed
   * @param verdict what a CAN rule came out with
   * @param failure what a student reads
   */
  public record Result(
      String rule,
      String test,
      Optional<String> broken,
      Optional<Verdict> verdict,
      Optional<Throwable> failure,
      Duration took) {}

  /**
   * A test of a rule, or a part of it, that could not be judged.
   *
   * @param whole whether nothing of the test was
   */
  public record NotJudged(String rule, String test, String reason, boolean whole) {}

  /** All results, in the order in which they came, and what could not be judged. */
  public record Report(List<Result> results, List<NotJudged> notJudged) {

    /** The rules that some test found broken, sorted. */
    public List<String> broken() {
      return results.stream()
          .flatMap(result -> result.broken().stream())
          .distinct()
          .sorted()
          .toList();
    }

    /** The rules that were tested, sorted. */
    public List<String> tested() {
      return results.stream().map(Result::rule).distinct().sorted().toList();
    }

    /** What each CAN rule came out with. */
    public Map<String, Verdict> verdicts() {
      var verdicts = new LinkedHashMap<String, Verdict>();
      results.forEach(result -> result.verdict().ifPresent(v -> verdicts.put(result.rule(), v)));
      return verdicts;
    }
  }

  /** Held, or its level would be forgotten: jqwik tells at each run that it keeps no database. */
  private static final Logger JQWIK = Logger.getLogger("net.jqwik");

  static {
    JQWIK.setLevel(Level.WARNING);
  }

  private ContractRun() {}

  /**
   * Runs those tests of a contract class whose rule is wanted, one after the other, in this thread.
   *
   * @param contract a model's ContractTest
   * @param wanted of rule ids
   * @param asItHappens told each result at once
   * @throws IllegalArgumentException if a wanted rule of SPEC.md has no test there
   */
  public static Report of(
      Class<?> contract, Predicate<String> wanted, Consumer<Result> asItHappens) {
    var report = run(request(contract, wanted).build(), asItHappens, CancellationToken.disabled());
    var missing = new TreeSet<String>();
    Spec.rules().stream().map(Spec.Rule::id).filter(wanted).forEach(missing::add);
    report.tested().forEach(missing::remove);
    report.notJudged().forEach(skipped -> missing.remove(skipped.rule()));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          contract.getName() + " has no test that ran for " + missing);
    }
    return report;
  }

  /**
   * Runs the tests of one rule until one of them finds what is looked for: all that one needs to
   * know of a contract that is expected to fail. Samples are not shrunk.
   *
   * @param found of what has been broken
   */
  public static Report until(Class<?> contract, String rule, Predicate<Result> found) {
    var enough = CancellationToken.create();
    var request =
        request(contract, rule::equals).configurationParameter("jqwik.shrinking.default", "OFF");
    return run(
        request.build(),
        result -> {
          if (result.broken().isPresent() && found.test(result)) {
            enough.cancel();
          }
        },
        enough);
  }

  private static Report run(
      LauncherDiscoveryRequest request, Consumer<Result> asItHappens, CancellationToken enough) {
    var listener = new Listener(asItHappens);
    try (var session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherExecutionRequestBuilder.request(request)
                  .listeners(listener)
                  .cancellationToken(enough)
                  .build());
    }
    return new Report(List.copyOf(listener.results), List.copyOf(listener.notJudged));
  }

  private static LauncherDiscoveryRequestBuilder request(
      Class<?> contract, Predicate<String> wanted) {
    PostDiscoveryFilter onlyWanted =
        test ->
            FilterResult.includedIf(
                !(test.getSource().orElse(null) instanceof MethodSource method)
                    || Spec.ruleOf(method.getMethodName()).filter(wanted).isPresent());
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectClass(contract))
        .filters(onlyWanted)
        .configurationParameter("jqwik.database", "")
        .configurationParameter("jqwik.reporting.onlyfailures", "true")
        // The failure says it all; it is for whoever runs this to print it, or not to.
        .configurationParameter("jqwik.reporting.usejunitplatform", "true");
  }

  private static final class Listener implements TestExecutionListener {
    final List<Result> results = new ArrayList<>();
    final List<NotJudged> notJudged = new ArrayList<>();
    private final Consumer<Result> asItHappens;
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private long startedAt;

    Listener(Consumer<Result> asItHappens) {
      this.asItHappens = asItHappens;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      // Whatever else is skipped has simply not been run.
      if (test.getSource().orElse(null) instanceof MethodSource method
          && method.getJavaMethod().isAnnotationPresent(NotRemotely.class)) {
        notJudged(method, reason);
      }
    }

    private void notJudged(MethodSource method, String reason) {
      var name = method.getMethodName();
      Spec.ruleOf(name).ifPresent(rule -> notJudged.add(new NotJudged(rule, name, reason, true)));
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      startedAt = System.nanoTime();
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
      entry
          .getKeyValuePairs()
          .forEach((rule, verdict) -> {
            if (Spec.rule(rule).isPresent()) {
              verdicts.put(rule, Verdict.of(verdict));
            }
          });
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.getSource().orElse(null) instanceof MethodSource method) {
        ended(method, result);
      } else {
        result.getThrowable().ifPresent(Listener::outsideOfATest);
      }
    }

    private void ended(MethodSource method, TestExecutionResult result) {
      if (result.getThrowable().orElse(null) instanceof CannotBeJudged cannot) {
        notJudged(method, String.valueOf(cannot.getMessage()));
        return;
      }
      Spec.ruleOf(method.getMethodName())
          .ifPresent(rule -> add(rule, method.getMethodName(), result));
    }

    private void add(String rule, String method, TestExecutionResult ended) {
      var failure = ended.getThrowable();
      var result =
          new Result(
              rule,
              method,
              failure.map(f -> f instanceof RuleBroken broken ? broken.rule() : rule),
              Optional.ofNullable(verdicts.remove(rule)),
              failure,
              Duration.ofNanos(System.nanoTime() - startedAt));
      results.add(result);
      asItHappens.accept(result);
    }

    private static void outsideOfATest(Throwable failure) {
      throw new IllegalStateException("the contract could not be run", failure);
    }
  }
}
