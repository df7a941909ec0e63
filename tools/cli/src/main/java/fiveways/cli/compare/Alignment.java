package fiveways.cli.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which block of a file stands beside which of the other; both keep their order. */
final class Alignment {
  /** Two blocks side by side, or one beside nothing. */
  record Pair(Optional<Block> left, Optional<Block> right) {}

  private Alignment() {}

  /** So that as much as possible stands beside what it is like; nothing beside what it is not. */
  static List<Pair> of(List<Block> left, List<Block> right) {
    var best = new int[left.size() + 1][right.size() + 1];
    for (int i = left.size() - 1; i >= 0; i--) {
      for (int j = right.size() - 1; j >= 0; j--) {
        int likeness = likeness(left.get(i), right.get(j));
        int together = likeness == 0 ? 0 : likeness + best[i + 1][j + 1];
        best[i][j] = Math.max(together, Math.max(best[i + 1][j], best[i][j + 1]));
      }
    }
    return walk(left, right, best);
  }

  private static List<Pair> walk(List<Block> left, List<Block> right, int[][] best) {
    var pairs = new ArrayList<Pair>();
    int i = 0;
    int j = 0;
    while (i < left.size() || j < right.size()) {
      boolean both = i < left.size() && j < right.size();
      int likeness = both ? likeness(left.get(i), right.get(j)) : 0;
      if (likeness > 0 && best[i][j] == likeness + best[i + 1][j + 1]) {
        pairs.add(new Pair(Optional.of(left.get(i++)), Optional.of(right.get(j++))));
      } else if (i < left.size() && (j == right.size() || best[i][j] == best[i + 1][j])) {
        pairs.add(new Pair(Optional.of(left.get(i++)), Optional.empty()));
      } else {
        pairs.add(new Pair(Optional.empty(), Optional.of(right.get(j++))));
      }
    }
    return pairs;
  }

  /** The same name tells more than the same region, and that more than the same kind. */
  private static int likeness(Block one, Block other) {
    boolean region = !one.regions().isEmpty() && one.regions().equals(other.regions());
    if (one.kind() != other.kind()) {
      boolean members = isMember(one) && isMember(other);
      return region && members ? 1 : 0;
    }
    return switch (one.kind()) {
      case HEAD, END -> 20;
      case FIELDS -> 2;
      case CONSTRUCTOR -> 4;
      case METHOD, TYPE -> (one.name().equals(other.name()) ? 10 : 0) + (region ? 3 : 0);
    };
  }

  private static boolean isMember(Block block) {
    return block.kind() == Block.Kind.METHOD || block.kind() == Block.Kind.TYPE;
  }
}
