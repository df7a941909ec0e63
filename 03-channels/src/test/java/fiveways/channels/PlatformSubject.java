package fiveways.channels;

import fiveways.channels.engine.Threads;
import fiveways.contract.api.ConcurrencyModel;

/** The same with actors in platform threads. */
public final class PlatformSubject extends ChannelsSubject {

  @Override
  public ConcurrencyModel<Behaviour> open() {
    return new ChannelsModel(Threads.PLATFORM);
  }
}
