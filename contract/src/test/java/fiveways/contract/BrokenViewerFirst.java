package fiveways.contract;

import fiveways.contract.api.Viewer;
import java.io.IOException;

/**
 * Connects to the viewer, and then begins.
 *
 * <p>Who only wants to watch has become somebody without whom nothing goes: if he cannot be
 * reached, nothing is begun, and if he is slow, all wait.
 */
@Breaks(value = "PROG-2", seen = "a viewer that is not there")
public final class BrokenViewerFirst extends TogetherVariant {
  @Override
  ReferenceTogether together() {
    return new ReferenceTogether() {
      @Override
      protected Watching watching(Viewer viewer, Counts counts) throws IOException {
        var watching =
            new Watching(viewer, counts) {
              @Override
              protected void connect() {
                // it is connected
              }

              void connectFirst() throws IOException {
                super.connect();
              }
            };
        watching.connectFirst();
        watching.start();
        return watching;
      }
    };
  }
}
