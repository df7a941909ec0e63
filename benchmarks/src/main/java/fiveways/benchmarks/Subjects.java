package fiveways.benchmarks;

import fiveways.contract.api.ModelProvider;
import fiveways.contract.tck.Subject;

/** The models as the contract knows them: beside its provider, by the same convention in all. */
final class Subjects {
  private Subjects() {}

  static ModelProvider provider(String id) {
    return ModelProvider.all().stream()
        .filter(model -> model.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no model " + id + " on the class path"));
  }

  /**
   * {@code BlockingSubject} for {@code BlockingProvider}.
   *
   * @throws ClassNotFoundException if the model's tests are not on the class path
   */
  static Subject<?> of(ModelProvider model) throws ReflectiveOperationException {
    var name = model.getClass().getName().replaceFirst("Provider$", "Subject");
    return Class.forName(name).asSubclass(Subject.class).getDeclaredConstructor().newInstance();
  }

  /**
   * The class {@code ContractTest} of its package.
   *
   * @throws ClassNotFoundException if the model's tests are not on the class path
   */
  static Class<?> contractTest(ModelProvider model) throws ClassNotFoundException {
    return Class.forName(model.getClass().getPackageName() + ".ContractTest");
  }
}
