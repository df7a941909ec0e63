package fiveways.cli.trace;

import fiveways.contract.api.AllFailedException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One failure's two stack traces, and what they name.
 *
 * @param id {@code 01}, or {@code plain}
 * @param question how the question failed: the innermost frame comes first
 * @param race how the race around it failed
 */
record Traced(String id, List<StackTraceElement> question, List<StackTraceElement> race) {
  private static final String CALLER = Asked.class.getName();
  private static final String PLAIN = Asked.Plain.class.getName();

  static Traced of(String id, AllFailedException failure) {
    return new Traced(
        id,
        List.of(failure.causes().getFirst().getStackTrace()),
        Arrays.asList(failure.getStackTrace()));
  }

  /** Whether the question's trace says where in our code it failed. */
  boolean questionNamesItsLine() {
    return question.stream().anyMatch(is(Set.of("Timeout.java", "Asking.java"), "ask"));
  }

  /** Whether the question's trace says that there was a race around it. */
  boolean questionNamesTheRace() {
    return question.stream().anyMatch(is(Set.of("Race.java"), "firstOf"));
  }

  /** Whether the race's trace says where in our code it was lost. */
  boolean raceNamesItsLine() {
    return race.stream().anyMatch(is(Set.of("Race.java"), "firstOf"));
  }

  /** Whether either says who asked. */
  boolean namesTheCaller() {
    return question.stream().anyMatch(Traced::isCaller) || race.stream().anyMatch(Traced::isCaller);
  }

  static boolean isCaller(StackTraceElement frame) {
    return frame.getClassName().equals(CALLER);
  }

  private static Predicate<StackTraceElement> is(Set<String> files, String plainly) {
    return frame ->
        frame.getClassName().equals(PLAIN)
            ? frame.getMethodName().equals(plainly)
            : Frames.isOurs(frame) && files.contains(String.valueOf(frame.getFileName()));
  }
}
