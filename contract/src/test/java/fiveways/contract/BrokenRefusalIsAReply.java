package fiveways.contract;

import fiveways.contract.api.Line;

/**
 * Hands over {@code ERR …} as if it were an answer.
 *
 * <p>The bytes came, so it worked. Whether the peer did what it was asked is in them; a caller who
 * does not look takes a refusal for a success, and a race of attempts would let it win.
 */
@Breaks(
    value = "TIME-5",
    perhaps = {"RACE-1", "RACE-3", "RACE-4", "RACE-5", "RACE-7", "RACE-8"},
    seen = "the reply ERR")
public final class BrokenRefusalIsAReply extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected Line reply(String text) {
        return new Line(text);
      }
    };
  }
}
