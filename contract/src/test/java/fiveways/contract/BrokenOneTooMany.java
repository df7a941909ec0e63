package fiveways.contract;

import fiveways.contract.api.Together;

/**
 * One more is started than may be under way.
 *
 * <p>The check comes after the start, or says {@code <=} where it should say {@code <}.
 */
@Breaks(
    value = {"PROG-5", "PROG-4", "PROG-6"},
    seen = "under way at once")
public final class BrokenOneTooMany extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceTogether together() {
        return new ReferenceTogether() {
          @Override
          protected int limit(Together together) {
            return Math.min(Integer.MAX_VALUE - 1, super.limit(together)) + 1;
          }
        };
      }
    };
  }
}
