package fiveways.measure;

/**
 * What is counted in a piece of code; for exactly what counts, see {@link Counting}.
 *
 * @param lines of code
 * @param decisions where the way forks
 * @param mutableFields that can be assigned again
 * @param functions handed over to be called later or by others
 * @param signatures of methods and constructors
 * @param coloured how many of the signatures name a type that only this model has
 * @param pairs of a state and an event that can meet in it, where states are written out
 * @param acted how many of the pairs lead somewhere else than to where they were
 */
public record Counts(
    int lines,
    int decisions,
    int mutableFields,
    int functions,
    int signatures,
    int coloured,
    int pairs,
    int acted) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

  /** All of a file, with no signature coloured: there is no model that it belongs to. */
  public static Counts of(Source source) {
    return Counting.of(source, _ -> false);
  }

  public Counts plus(Counts more) {
    return new Counts(
        lines + more.lines,
        decisions + more.decisions,
        mutableFields + more.mutableFields,
        functions + more.functions,
        signatures + more.signatures,
        coloured + more.coloured,
        pairs + more.pairs,
        acted + more.acted);
  }
}
