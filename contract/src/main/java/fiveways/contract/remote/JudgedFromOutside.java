package fiveways.contract.remote;

import fiveways.contract.tck.NotRemotely;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves out, with its reason, what cannot be judged over a border of processes. */
final class JudgedFromOutside implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return reason(context.getElement())
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("it is judged from outside"));
  }

  private static Optional<String> reason(Optional<AnnotatedElement> test) {
    return test.map(element -> element.getAnnotation(NotRemotely.class))
        .filter(not -> !not.butTheRest())
        .map(NotRemotely::value);
  }
}
