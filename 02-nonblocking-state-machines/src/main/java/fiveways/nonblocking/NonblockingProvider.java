package fiveways.nonblocking;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.FirstAttempt;
import fiveways.contract.api.ModelProvider;

/** How model 02 is found. */
public final class NonblockingProvider implements ModelProvider {

  @Override
  public String id() {
    return "02";
  }

  @Override
  public String name() {
    return "nonblocking-state-machines";
  }

  @Override
  public ConcurrencyModel<?> open() {
    return new NonblockingModel();
  }

  @Override
  public FirstAttempt firstAttempt() {
    return new BrokenTimeout();
  }
}
