package fiveways.cli;

import fiveways.contract.api.ModelProvider;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The contract test of a model: the class {@code ContractTest} beside its provider.
 *
 * @param name the model's folder
 */
public record Contracts(String name, Class<?> test) {
  private static final String REFERENCE = "reference";

  /** Held here, because the log manager does not hold it. */
  private static final Logger JQWIK = Logger.getLogger("net.jqwik");

  /**
   * What a user calls a model, or {@code reference}.
   *
   * @throws Mistake if there is no such model, or its tests are not on the class path
   */
  static Contracts of(String word) {
    return word.equals(REFERENCE)
        ? new Contracts(REFERENCE, load(REFERENCE, "fiveways.contract.ReferenceContractTest"))
        : of(Models.called(word));
  }

  /**
   * The contract test of this model.
   *
   * @throws Mistake if its tests are not on the class path
   */
  public static Contracts of(ModelProvider model) {
    var name = model.getClass().getPackageName() + ".ContractTest";
    return new Contracts(model.folder(), load(model.folder(), name));
  }

  /** Before a run: engines say nothing of their settings, and tests come in a reader's order. */
  static void quiet() {
    JQWIK.setLevel(Level.WARNING);
    System.setProperty(
        "junit.jupiter.testmethod.order.default",
        System.getProperty(
            "junit.jupiter.testmethod.order.default",
            "org.junit.jupiter.api.MethodOrderer$MethodName"));
  }

  private static Class<?> load(String model, String name) {
    try {
      return Class.forName(name, false, Contracts.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new Mistake(
          "the tests of %s are not built (no class %s): start it by ./course"
              .formatted(model, name));
    }
  }
}
