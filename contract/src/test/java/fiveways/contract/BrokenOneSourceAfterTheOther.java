package fiveways.contract;

import fiveways.contract.api.Merging;
import java.io.IOException;

/**
 * Reads a line of the one source, then a line of the other one, in one loop.
 *
 * <p>It needs one thread less. Whoever has nothing to say holds up whoever has, and his end or his
 * reset is noticed only when it is his turn.
 */
@Breaks(
    value = {"MERGE-2", "MERGE-4"},
    perhaps = {"MERGE-5"})
public final class BrokenOneSourceAfterTheOther extends MergeVariant {
  @Override
  ReferenceMerge.Run run(Merging merging) {
    return new ReferenceMerge.Run(merging) {
      @Override
      protected void begin() {
        start(this::inTurn, true);
        start(this::tick, false);
      }

      @Override
      protected void awaitEnds() throws Exception {
        awaitEnds(1);
      }

      private void inTurn() throws IOException {
        var inA = in(a);
        var inB = in(b);
        var ofA = readLine(inA);
        var ofB = ofA;
        do {
          if (ofA.isPresent()) {
            forward('A', ofA.get());
          }
          ofB = readLine(inB);
          if (ofB.isPresent()) {
            forward('B', ofB.get());
          }
          ofA = readLine(inA);
        } while (ofA.isPresent() || ofB.isPresent());
      }
    };
  }
}
