package fiveways.virtual;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.FirstAttempt;
import fiveways.contract.api.ModelProvider;

/** How the course finds model 04. */
public final class VirtualProvider implements ModelProvider {

  @Override
  public String id() {
    return "04";
  }

  @Override
  public String name() {
    return "virtual-threads";
  }

  @Override
  public ConcurrencyModel<?> open() {
    return new VirtualModel();
  }

  @Override
  public FirstAttempt firstAttempt() {
    return new BrokenTimeout();
  }
}
