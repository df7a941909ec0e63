package fiveways.contract.api;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** How a model is found: a service of {@link ServiceLoader}, one per model. */
public interface ModelProvider {

  /** Two digits, as in its folder's name: {@code 01}. */
  String id();

  /** The rest of its folder's name: {@code blocking-threads}. */
  String name();

  /** Opens the model; it holds nothing of another that is open beside it. */
  ConcurrencyModel<?> open();

  /** The version of Timeout that one would write first in this style. */
  FirstAttempt firstAttempt();

  /** The folder's name: {@code 01-blocking-threads}. */
  default String folder() {
    return id() + "-" + name();
  }

  /** Every model on the class path, in the order of their numbers. */
  static List<ModelProvider> all() {
    return ServiceLoader.load(ModelProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(ModelProvider::id))
        .toList();
  }
}
