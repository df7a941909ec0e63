package fiveways.contract;

import fiveways.contract.api.Viewer;
import java.io.IOException;

/**
 * The first line comes at once, the next one a period later: a loop that tells, and then sleeps.
 */
@Breaks(
    value = {"PROG-2", "PROG-6"},
    seen = "lines had come before")
public final class BrokenFirstLineAtOnce extends TogetherVariant {
  @Override
  ReferenceTogether together() {
    return new ReferenceTogether() {
      @Override
      protected Watching watching(Viewer viewer, Counts counts) {
        var watching =
            new Watching(viewer, counts) {
              @Override
              protected void connect() throws IOException {
                super.connect();
                say();
              }
            };
        watching.start();
        return watching;
      }
    };
  }
}
