package fiveways.cli.forgetful;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.FirstAttempt;
import fiveways.contract.api.ModelProvider;

/** Registered in the tests only: {@code 99-forgetful}. */
public final class ForgetfulProvider implements ModelProvider {
  @Override
  public String id() {
    return "99";
  }

  @Override
  public String name() {
    return "forgetful";
  }

  @Override
  public ConcurrencyModel<?> open() {
    return forgetful(real().open());
  }

  static <O> ConcurrencyModel<O> forgetful(ConcurrencyModel<O> real) {
    return new ForgetfulModel<>(real);
  }

  @Override
  public FirstAttempt firstAttempt() {
    return real().firstAttempt();
  }

  static ModelProvider real() {
    return ModelProvider.all().getFirst();
  }
}
