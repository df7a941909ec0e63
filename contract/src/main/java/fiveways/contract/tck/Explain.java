package fiveways.contract.tck;

import java.lang.reflect.Method;
import java.util.Optional;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Turns whatever a test of a rule fails with into a {@link RuleBroken}, in both test engines. */
final class Explain implements TestExecutionExceptionHandler, AroundPropertyHook {

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
    return result.mapToFailed(explained(context.testInstance(), context.targetMethod(), failure));
  }

  private static Throwable explained(Object test, Method method, Throwable failure) {
    if (failure instanceof RuleBroken || !(test instanceof Contract<?> contract)) {
      return failure;
    }
    var lookAt = Optional.ofNullable(method.getAnnotation(LookAt.class)).map(LookAt::value);
    return Spec.ruleOf(method.getName())
        .<Throwable>map(
            rule -> contract.broken(rule, lookAt.orElse(method.getName() + "'s Javadoc"), failure))
        .orElse(failure);
  }
}
