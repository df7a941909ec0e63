package fiveways.benchmarks;

/** One sentence for the user about what cannot be done as asked; ends the command with 2. */
final class Mistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Mistake(String sentence) {
    super(sentence);
  }
}
