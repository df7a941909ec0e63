package fiveways.measure;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.List;

/**
 * How many lines it takes to get from one text to another: as few as possible.
 *
 * @param same lines that stay
 * @param added lines that the other has more
 * @param changed lines that stand where others stood
 * @param removed lines that the other has less
 */
public record Lines(int same, int added, int changed, int removed) {
  public static final Lines NONE = new Lines(0, 0, 0, 0);

  /** From these lines to those; equal is what has the same characters. */
  public static Lines between(List<String> before, List<String> after) {
    int added = 0;
    int changed = 0;
    int removed = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
      int gone = delta.getSource().size();
      int come = delta.getTarget().size();
      int both = Math.min(gone, come);
      changed += both;
      added += come - both;
      removed += gone - both;
    }
    return new Lines(before.size() - changed - removed, added, changed, removed);
  }

  public Lines plus(Lines more) {
    return new Lines(
        same + more.same, added + more.added, changed + more.changed, removed + more.removed);
  }

  /** Whether all lines stay, and no other comes. */
  public boolean nothing() {
    return added + changed + removed == 0;
  }
}
