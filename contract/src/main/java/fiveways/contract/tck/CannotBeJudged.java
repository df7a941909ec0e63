package fiveways.contract.tck;

import org.opentest4j.TestAbortedException;

/** The subject lacks what a test of a CAN rule needs, and says so: its message is the reason. */
public final class CannotBeJudged extends TestAbortedException {
  private static final long serialVersionUID = 1;

  public CannotBeJudged(String reason) {
    super(reason);
  }
}
