package fiveways.channels;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.FirstAttempt;
import fiveways.contract.api.ModelProvider;

/** How the course finds model 03. */
public final class ChannelsProvider implements ModelProvider {

  @Override
  public String id() {
    return "03";
  }

  @Override
  public String name() {
    return "channels";
  }

  /** With virtual threads, as {@link ChannelsModel#ChannelsModel()} says why. */
  @Override
  public ConcurrencyModel<?> open() {
    return new ChannelsModel();
  }

  @Override
  public FirstAttempt firstAttempt() {
    return new BrokenTimeout();
  }
}
