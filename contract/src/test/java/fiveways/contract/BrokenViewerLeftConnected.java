package fiveways.contract;

import fiveways.contract.api.Viewer;

/**
 * Has told the last line, and leaves the connection open.
 *
 * <p>The viewer waits for more. For each time that somebody was watched there is a connection left,
 * until there are no descriptors any more.
 */
@Breaks(
    value = {"PROG-6", "PROG-2"},
    seen = "the peer still sees the connection open")
public final class BrokenViewerLeftConnected extends TogetherVariant {
  @Override
  ReferenceTogether together() {
    return new ReferenceTogether() {
      @Override
      protected Watching watching(Viewer viewer, Counts counts) {
        var watching =
            new Watching(viewer, counts) {
              @Override
              protected void hangUp() {
                // that was the last line: it will see that nothing more comes
              }
            };
        watching.start();
        return watching;
      }
    };
  }
}
