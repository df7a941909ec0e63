package fiveways.blocking;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.FirstAttempt;
import fiveways.contract.api.ModelProvider;

/** How model 01 is found. */
public final class BlockingProvider implements ModelProvider {

  @Override
  public String id() {
    return "01";
  }

  @Override
  public String name() {
    return "blocking-threads";
  }

  @Override
  public ConcurrencyModel<?> open() {
    return new BlockingModel();
  }

  @Override
  public FirstAttempt firstAttempt() {
    return new BrokenTimeout();
  }
}
