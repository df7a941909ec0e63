package fiveways.contract.tck;

/** The answers to CAN rules. */
public enum Verdict {
  /** The deadline ends the work. */
  STOPS,
  /** The caller returns, the work goes on. */
  ABANDONS,
  /** The caller waits until the work is done. */
  BLOCKS,
  /** Describing does nothing; running twice does it twice. */
  LAZY,
  /** Describing has started it, or it can be run only once. */
  EAGER,
  /** Nobody comes between an activity's reading and its writing: no update is lost. */
  KEEPS,
  /** Somebody does, and an update is lost. */
  LOSES,
  /** Somebody who knows nothing of it is held between two of its steps. */
  PAUSES,
  /** It goes on, unless it has a place where it asks whether it may. */
  NEEDS_COOPERATION;

  /** The one that is written like this in SPEC.md. */
  public static Verdict of(String word) {
    return valueOf(word.replace('-', '_'));
  }

  /** As SPEC.md writes it: {@code NEEDS-COOPERATION}. */
  @Override
  public String toString() {
    return name().replace('_', '-');
  }
}
