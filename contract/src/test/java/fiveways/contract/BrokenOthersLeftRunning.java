package fiveways.contract;

import java.util.List;

/**
 * Who fails fast leaves, and the others go on.
 *
 * <p>The caller is back at once, as he wished; nobody has told those who work for him.
 */
@Breaks(
    value = {"PROG-4", "PROG-6"},
    perhaps = {"RACE-5", "RACE-8"},
    seen = "open when the failure is told")
public final class BrokenOthersLeftRunning extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected ReferenceTogether together() {
        return new ReferenceTogether() {
          @Override
          protected void end(List<Thread> workers) {
            // what they do is of no interest any more
          }
        };
      }
    };
  }
}
