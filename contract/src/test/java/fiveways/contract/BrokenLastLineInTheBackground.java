package fiveways.contract;

import fiveways.contract.api.Viewer;

/**
 * Leaves the last line to the thread that tells, and returns.
 *
 * <p>It will be sent in a moment. If the program ends in that moment, or the model is closed, it is
 * not; and whoever asks the viewer right after the call is told what was so before.
 */
@Breaks(value = "PROG-2", perhaps = "PROG-6", seen = "when the call had returned")
public final class BrokenLastLineInTheBackground extends TogetherVariant {
  @Override
  ReferenceTogether together() {
    return new ReferenceTogether() {
      @Override
      protected Watching watching(Viewer viewer, Counts counts) {
        var watching =
            new Watching(viewer, counts) {
              @Override
              public void close() {
                over();
              }
            };
        watching.start();
        return watching;
      }
    };
  }
}
