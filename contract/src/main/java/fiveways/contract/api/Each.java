package fiveways.contract.api;

import java.util.List;

/** How each of several operations ended, in the order in which they were asked for. */
public record Each(List<Outcome> outcomes) implements Reply {
  public Each {
    outcomes = List.copyOf(outcomes);
  }
}
