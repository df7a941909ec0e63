package fiveways.combinators;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.FirstAttempt;
import fiveways.contract.api.ModelProvider;

/** How model 05 is found. */
public final class CombinatorsProvider implements ModelProvider {

  @Override
  public String id() {
    return "05";
  }

  @Override
  public String name() {
    return "async-combinators";
  }

  @Override
  public ConcurrencyModel<?> open() {
    return new CombinatorsModel();
  }

  @Override
  public FirstAttempt firstAttempt() {
    return new BrokenTimeout();
  }
}
