package fiveways.contract;

import fiveways.contract.api.Together;

/**
 * Everything at once, on a pool of 256 threads.
 *
 * <p>A pool "that is large enough", or an operator whose default nobody has looked up: more than
 * that is never under way, and who waits for all waits for ever.
 */
@Breaks(value = "PROG-1", seen = "that wait for each other")
public final class BrokenAtMost256 extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceTogether together() {
        return new ReferenceTogether() {
          @Override
          protected int limit(Together together) {
            return Math.min(256, super.limit(together));
          }
        };
      }
    };
  }
}
