package fiveways.checks;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesSwitchedTest {
  private static final String API = "contract/src/main/java/fiveways/contract/api/";

  private final OutcomesSwitched rule = new OutcomesSwitched();
  @TempDir Path folder;

  private Example example(String lastCase) {
    return Example.in(folder)
        .copied(API + "Outcome.java")
        .copied(API + "Reply.java")
        .copied(API + "Line.java")
        .copied(API + "Failed.java")
        .java(
            Leaf.BLOCKING,
            "Shows",
            """
            class Shows {
              String show(Outcome outcome) {
                return switch (outcome) {
                  case Failed(Exception cause) -> cause.getMessage();
                  %s -> "a reply";
                };
              }
              int other(int n) {
                return switch (n) {
                  case 1 -> 2;
                  default -> 3;
                };
              }
            }
            """
                .formatted(lastCase));
  }

  @Test
  void a_switch_that_names_every_outcome_is_fine_and_so_are_other_switches() {
    example("case Reply reply").isFine(rule);
  }

  @Test
  void a_default_among_outcomes_is_found() {
    example("default")
        .isFoundBy(
            rule,
            Leaf.BLOCKING.sources() + "/Shows.java",
            4,
            "a switch over Failed",
            "has a default");
  }
}
