package fiveways.combinators.engine;

import fiveways.contract.api.Line;

/**
 * Ends the service of a client that has not ended itself; its text is said to it first. Costs no
 * stack trace.
 */
public final class LastWord extends Exception {
  private static final long serialVersionUID = 1;

  private final String text;

  public LastWord(String text) {
    super(text, null, false, false);
    this.text = text;
  }

  Line line() {
    return new Line(text);
  }
}
