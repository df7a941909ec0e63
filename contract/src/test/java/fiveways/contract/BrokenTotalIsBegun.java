package fiveways.contract;

import fiveways.contract.api.Viewer;
import java.io.IOException;

/**
 * Calls total what has begun: the size of the list of those that it has started.
 *
 * <p>With a limit nobody learns how much is still to come, and at every moment it is nearly done.
 */
@Breaks(value = "PROG-2", seen = "total=3")
public final class BrokenTotalIsBegun extends TogetherVariant {
  @Override
  ReferenceTogether together() {
    return new ReferenceTogether() {
      @Override
      protected Watching watching(Viewer viewer, Counts counts) {
        var watching =
            new Watching(viewer, counts) {
              @Override
              protected void say() throws IOException {
                say(counts().done(), counts().failed(), counts().begun());
              }
            };
        watching.start();
        return watching;
      }
    };
  }
}
