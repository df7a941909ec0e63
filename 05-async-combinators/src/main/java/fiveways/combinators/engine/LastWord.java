package fiveways.combinators.engine;

import fiveways.contract.api.Line;

/** A client that has not ended has to go, and this is said to it. Costs no stack trace. */
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
