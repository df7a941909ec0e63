package fiveways.contract.tck;

import fiveways.contract.api.ConcurrencyModel;
import java.time.Duration;
import java.util.OptionalLong;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.lifecycle.PropagationMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the contracts of all scenarios share: a fresh model for each test, open and warm, and the
 * check that the test leaves nothing behind. Tests are Jupiter's, properties are jqwik's; both have
 * the same life cycle here.
 *
 * @param <O> the model's own type of operation
 */
@ExtendWith(Explain.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // so that what takes long can come last
@AddLifecycleHook(value = Explain.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
public abstract class Contract<O> {
  /** Less than the ten seconds after which jqwik goes on in the background. */
  private static final Duration SHRINKING = Duration.ofSeconds(6);

  private final Subject<O> subject;
  private final String ruleOfLeftovers;
  private final String ruleOfClosing;
  private Leftovers jvm;
  private Leftovers idle;
  private ConcurrencyModel<O> model;
  private long startedAt = System.nanoTime();
  private volatile OptionalLong shrinkUntil = OptionalLong.empty();

  /**
   * @param ruleOfLeftovers the rule that is broken if an operation or a connection leaves something
   * @param ruleOfClosing the rule that is broken if the closed model leaves something
   */
  protected Contract(Subject<O> subject, String ruleOfLeftovers, String ruleOfClosing) {
    this.subject = subject;
    this.ruleOfLeftovers = ruleOfLeftovers;
    this.ruleOfClosing = ruleOfClosing;
    this.model = subject.open();
    try {
      // What a model or the JVM loads and opens once, it has now: no test will seem to leave it.
      warm(this.model);
    } catch (Exception e) {
      throw new IllegalStateException(subject.id() + " cannot even ask a peer that answers", e);
    } finally {
      this.model.close();
    }
    jvm = held();
    idle = jvm;
  }

  private void warm(ConcurrencyModel<O> cold) throws Exception {
    try (var peer = ScriptedPeer.replying("warm")) {
      var asked = cold.within(Duration.ofHours(1), cold.ask(peer.peer(), "up"));
      var _ = Running.run(cold, asked).await("the first operation of a model");
    } catch (UnsupportedOperationException onlyServes) {
      // then there is nothing to be loaded for it
    }
  }

  /** What the process that the model lives in holds now. */
  final Leftovers held() {
    return Leftovers.now(subject.process());
  }

  protected final Subject<O> subject() {
    return subject;
  }

  protected final ConcurrencyModel<O> model() {
    return model;
  }

  /** Runs it in a thread of its own and waits for its end, patiently. */
  protected final Running.Ended run(String what, O operation) throws InterruptedException {
    return Running.run(model, operation).await(what);
  }

  /** A try of a property has failed; from the first one on there is so much time to shrink it. */
  final void falsified() {
    if (shrinkUntil.isEmpty()) {
      var time = Patience.scaled(SHRINKING);
      long nanos = Math.min(time.toNanos(), SHRINKING.toNanos());
      shrinkUntil = OptionalLong.of(System.nanoTime() + nanos);
    }
  }

  /** Whether that time is over. */
  final boolean isSmallEnough() {
    return shrinkUntil.isPresent() && System.nanoTime() - shrinkUntil.getAsLong() >= 0;
  }

  final Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  @BeforeEach
  @BeforeProperty
  public void openModel() throws Exception {
    startedAt = System.nanoTime();
    jvm = held();
    model = subject.open();
    // An idle model may keep threads that its first operation starts: only then is it idle.
    warm(model);
    idle = held();
  }

  @AfterEach
  @AfterProperty
  public void nothingStaysBehind() {
    try {
      backToIdle(ruleOfLeftovers);
    } finally {
      closeModel();
    }
    jvm.assertNothingMore(this, ruleOfClosing, "after the model was closed");
  }

  /**
   * Waits, patiently, until the process holds no more than the idle model did before the test.
   *
   * @param rule the rule that is broken if it does
   */
  final void backToIdle(String rule) {
    idle.assertNothingMore(this, rule, "beyond what the idle model holds");
  }

  private void closeModel() {
    try {
      var _ = Closing.of("the model", model).await(Duration.ZERO);
    } catch (AssertionError failure) {
      throw broken(ruleOfClosing, "what does the model's close() wait for?", failure);
    }
  }

  /** Publishes what a CAN rule came out with, and holds it against SPEC.md. */
  protected final void verdict(TestReporter reporter, String rule, Verdict seen, String evidence) {
    reporter.publishEntry(rule, seen.toString());
    subject
        .expected(rule)
        .filter(expected -> expected.verdict() != seen)
        .ifPresent(expected -> {
          throw new AssertionError(
              "expected %s (%s), seen %s: %s"
                  .formatted(expected.verdict(), expected.reason(), seen, evidence));
        });
  }

  final RuleBroken broken(String rule, String lookAt, Throwable failure) {
    var took = sinceStart();
    var text = Spec.rule(rule).map(Spec.Rule::text).orElse("(not in SPEC.md)");
    return new RuleBroken(
        rule,
        """
        %s breaks %s after %d.%03d s
          the rule: %s
          what was seen: %s
          look at: %s\
        """
            .formatted(
                subject.id(),
                rule,
                took.toSeconds(),
                took.toMillisPart(),
                text,
                seen(failure),
                lookAt),
        failure);
  }

  /** What a failure says, fit for a line of another one. */
  static String seen(Throwable failure) {
    var message =
        failure instanceof AssertionError && failure.getMessage() != null
            ? failure.getMessage()
            : failure.toString();
    return message.strip().replaceAll("\\R\\s*", "\n    ");
  }
}
