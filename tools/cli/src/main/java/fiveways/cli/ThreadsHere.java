package fiveways.cli;

import fiveways.contract.tck.Threads;
import java.lang.management.ManagementFactory;
import java.util.HashSet;

/** The threads of this process that are alive. */
record ThreadsHere(int platform, int virtual) {

  static ThreadsHere now() {
    var beans = ManagementFactory.getThreadMXBean();
    var virtual = new HashSet<>(Threads.alive().keySet());
    for (long platform : beans.getAllThreadIds()) {
      virtual.remove(platform);
    }
    return new ThreadsHere(beans.getThreadCount(), virtual.size());
  }

  ThreadsHere beyond(ThreadsHere before) {
    return new ThreadsHere(platform - before.platform, virtual - before.virtual);
  }
}
