package fiveways.combinators;

import reactor.blockhound.BlockHound;

/**
 * From here on, whoever blocks the loop fails there and then: BlockHound has rewritten the methods
 * of the JDK that it knows to block. What it does not know it does not see: a computation, a read
 * of a file by NIO, {@code synchronized}.
 */
final class LoopGuard {
  private LoopGuard() {}

  /** Does nothing in a JVM that was not started for it: rewriting the JDK has to be allowed. */
  static void install() {
    if (isWanted()) {
      BlockHound.install();
    }
  }

  /** Whether this JVM was started for it. */
  static boolean isWanted() {
    return Boolean.getBoolean("fiveways.loop.guarded");
  }
}
