package fiveways.contract.tck;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Turns whatever a test of a rule fails with into a {@link RuleBroken}, in both test engines. */
final class Explain implements TestExecutionExceptionHandler, AroundPropertyHook, AroundTryHook {

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context.getRequiredTestInstance(), context.getRequiredTestMethod(), failure);
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    var result = property.execute();
    if (result.status() == PropertyExecutionResult.Status.SUCCESSFUL) {
      return result;
    }
    var failure = result.throwable().orElseGet(() -> new AssertionError("the property failed"));
    var method = context.targetMethod();
    return result.mapToFailed(
        explained(context.testInstance(), method, withSample(method, result, failure)));
  }

  /**
   * Bounds the shrinking. jqwik has a bound of its own, but beyond it goes on in the background,
   * where the operations of its tries would disturb the tests that follow.
   */
  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor attempt, List<Object> parameters) {
    if (!(context.testInstance() instanceof Contract<?> contract)) {
      return attempt.execute(parameters);
    }
    if (contract.isSmallEnough()) {
      return TryExecutionResult.satisfied(); // so that nothing smaller is found any more
    }
    var result = attempt.execute(parameters);
    if (result.isFalsified()) {
      contract.falsified();
    }
    return result;
  }

  /** With what the property was falsified, as small as it could be made, and how to repeat it. */
  private static Throwable withSample(
      Method method, PropertyExecutionResult result, Throwable failure) {
    if (failure instanceof RuleBroken || result.falsifiedParameters().isEmpty()) {
      return failure;
    }
    var parameters = method.getParameters();
    var values = result.falsifiedParameters().get();
    var sample =
        IntStream.range(0, Math.min(parameters.length, values.size()))
            .mapToObj(i -> parameters[i].getName() + " = " + shown(values.get(i)))
            .collect(Collectors.joining(", "));
    return new AssertionError(
        "%s\nwith %s (shrunk; seed %s)"
            .formatted(Contract.seen(failure), sample, result.seed().orElse("unknown")),
        failure);
  }

  private static String shown(Object value) {
    return value instanceof String text ? Ends.shown(text) : String.valueOf(value);
  }

  private static Throwable explained(Object test, Method method, Throwable failure) {
    if (failure instanceof RuleBroken
        || failure instanceof CannotBeJudged
        || !(test instanceof Contract<?> contract)) {
      return failure;
    }
    var lookAt = Optional.ofNullable(method.getAnnotation(LookAt.class)).map(LookAt::value);
    return Spec.ruleOf(method.getName())
        .<Throwable>map(
            rule -> contract.broken(rule, lookAt.orElse(method.getName() + "'s Javadoc"), failure))
        .orElse(failure);
  }
}
