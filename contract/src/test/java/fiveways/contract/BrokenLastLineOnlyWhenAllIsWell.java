package fiveways.contract;

import fiveways.contract.api.Viewer;
import java.io.IOException;

/**
 * The last line is the last statement of the loop, and not of its {@code finally}.
 *
 * <p>After a failure, a deadline or an interrupt the viewer still believes what it was told before.
 */
@Breaks(
    value = {"PROG-2", "PROG-6"},
    seen = "the viewer was told nothing")
public final class BrokenLastLineOnlyWhenAllIsWell extends ReferenceSubject {
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
                  protected void sayLast() throws IOException {
                    if (counts().done() + counts().failed() == counts().total()) {
                      super.sayLast();
                    }
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
