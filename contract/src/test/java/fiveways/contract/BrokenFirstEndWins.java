package fiveways.contract;

import fiveways.contract.api.Outcome;

/**
 * Takes the first end for the result, whatever it is.
 *
 * <p>{@code invokeAny} and {@code anySuccessfulResultOrThrow} wait for a success; {@code anyOf} and
 * {@code Mono.firstWithSignal} wait for an end, and mostly the first to end is one that has failed:
 * nothing is as quick as a refusal.
 */
@Breaks(
    value = {"RACE-1", "RACE-3", "RACE-4"},
    perhaps = {"RACE-5", "RACE-8"},
    seen = "expected the reply")
public final class BrokenFirstEndWins extends RaceVariant {
  @Override
  ReferenceRace race() {
    return new ReferenceRace() {
      @Override
      protected boolean decides(Outcome outcome) {
        return true;
      }
    };
  }
}
