package fiveways.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant. */
public final class Nearest {
  /** So many slips of the finger are forgiven. */
  private static final int SLIPS = 2;

  private Nearest() {}

  /** The nearest of the known words, if it is near enough to the one that was typed. */
  public static Optional<String> to(String typed, Collection<String> known) {
    return known.stream()
        .filter(word -> slips(typed, word) <= Math.min(SLIPS, typed.length() / 2))
        .min(Comparator.comparingInt(word -> slips(typed, word)));
  }

  /** Letters added, left out, changed, or swapped with their neighbour. */
  static int slips(String a, String b) {
    var slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        slips[i][j] = i == 0 || j == 0 ? i + j : fewest(slips, a, b, i, j);
      }
    }
    return slips[a.length()][b.length()];
  }

  private static int fewest(int[][] slips, String a, String b, int i, int j) {
    int changed = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int fewest = Math.min(changed, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
  }
}
