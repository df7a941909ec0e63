package fiveways.contract.tck;

/** A failure that says model, rule, what was expected and seen, after how long, what to look at. */
public final class RuleBroken extends AssertionError {
  private static final long serialVersionUID = 1;
  private final String rule;

  RuleBroken(String rule, String message, Throwable cause) {
    super(message, cause);
    this.rule = rule;
  }

  /** The rule that was broken; not always the one that the test is named after. */
  public String rule() {
    return rule;
  }
}
