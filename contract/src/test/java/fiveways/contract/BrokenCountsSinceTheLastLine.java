package fiveways.contract;

import fiveways.contract.api.Viewer;
import java.io.IOException;

/**
 * Tells how many have ended since the line before: counters that are set back when they are read.
 *
 * <p>It looks like progress, and adds up, as long as the viewer has heard every line.
 */
@Breaks(value = "PROG-2", seen = "is told Told")
public final class BrokenCountsSinceTheLastLine extends TogetherVariant {
  @Override
  ReferenceTogether together() {
    return new ReferenceTogether() {
      @Override
      protected Watching watching(Viewer viewer, Counts counts) {
        var watching =
            new Watching(viewer, counts) {
              private int done;
              private int failed;

              @Override
              protected void say() throws IOException {
                int doneNow = counts().done();
                int failedNow = counts().failed();
                say(doneNow - done, failedNow - failed, counts().total());
                done = doneNow;
                failed = failedNow;
              }
            };
        watching.start();
        return watching;
      }
    };
  }
}
