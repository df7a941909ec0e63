package fiveways.channels;

import fiveways.channels.engine.Threads;

/** The same with actors in platform threads. */
public final class PlatformSubject extends ChannelsSubject {

  @Override
  Threads threads() {
    return Threads.PLATFORM;
  }
}
