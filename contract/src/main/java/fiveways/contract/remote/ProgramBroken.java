package fiveways.contract.remote;

/**
 * The program at the other end of the pipes does not keep the protocol: it has ended, it is silent,
 * or it talks garbage. An error and not an exception, so that nobody takes it for how an operation
 * ended: it breaks the rule that was being looked at.
 */
public final class ProgramBroken extends AssertionError {
  private static final long serialVersionUID = 1;

  ProgramBroken(String sentence) {
    super(sentence);
  }
}
