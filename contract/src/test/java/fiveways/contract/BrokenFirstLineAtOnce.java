package fiveways.contract;

import fiveways.contract.api.Viewer;

/**
 * The first line is sent at once, and the period comes after it.
 *
 * <p>Say, then sleep: a loop that is easier to write than the other one.
 */
@Breaks(value = "PROG-2", seen = "lines had come before")
public final class BrokenFirstLineAtOnce extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceTogether together() {
        return new ReferenceTogether() {
          @Override
          protected Watching watching(Viewer viewer, Counts counts) {
            var watching =
                new Watching(viewer, counts) {
                  @Override
                  protected long due(long n) {
                    return super.due(n - 1);
                  }
                };
            watching.start();
            return watching;
          }
        };
      }
    };
  }
}
