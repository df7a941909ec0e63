package fiveways.cli;

/**
 * A mistake in what the user asked for: one sentence that names the input and says what would be
 * right. The command exits with 2, and nothing is half-done.
 */
public final class Mistake extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String sentence;

  public Mistake(String sentence) {
    super(sentence, null, false, false);
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
