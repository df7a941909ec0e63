package ferry;

import static ferry.Waiting.BOARDING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** More inputs for the same rules: never a rule that the public tests do not know. */
class HiddenFerryTest {

  @Test
  void TIME_2_a_silent_passenger_does_not_hold_it_up() throws Exception {
    try (var ferry = new Ferry();
        var anna = Client.boards(ferry, "Anna");
        var silent = Client.comesTo(ferry, "the silent passenger")) {
      assertThat(Sailing.of(ferry, BOARDING).aboard()).as("aboard").containsExactly("Anna");
      anna.hears("WELCOME Anna");
      anna.hears("SAILING Anna");
    }
  }

  /** Who came when the ferry had to be gone already is not aboard, however fast they follow. */
  @Test
  void TIME_2_a_queue_that_never_ends_does_not_hold_it_up() throws Exception {
    try (var ferry = new Ferry();
        var anna = Client.boards(ferry, "Anna")) {
      var sailing = Sailing.of(ferry, BOARDING);
      sailing.welcomes(anna, "Anna");
      long annaIsAboard = System.nanoTime();
      while (!sailing.isOver()) {
        boolean tooLate = System.nanoTime() - annaIsAboard > 2 * BOARDING.toNanos();
        Thread.sleep(5); // fast, and yet the machine has something else to do
        try (var next = Client.boards(ferry, "Next")) {
          assertThat(sailing.hasWelcomed(next, "Next") && tooLate)
              .as("a passenger is aboard who came when the ferry should have been gone for long")
              .isFalse();
        } catch (IOException noQuay) {
          break; // a queue that was sent away has an end, and what became of the quay is TIME-9's
        }
      }
      assertThat(sailing.aboard()).as("aboard").startsWith("Anna");
    }
  }

  @Test
  void TIME_4_a_name_completed_after_the_departure_is_not_answered() throws Exception {
    try (var ferry = new Ferry();
        var anna = Client.boards(ferry, "Anna");
        var late = Client.comesTo(ferry, "who gave the rest of his name too late")) {
      late.says("B");
      assertThat(Sailing.of(ferry, BOARDING).aboard()).as("aboard").containsExactly("Anna");
      late.triesToSay("en\n");
      late.isDisconnected();
    }
  }

  @Test
  void TIME_9_who_came_too_late_is_on_the_next_sailing() throws Exception {
    try (var ferry = new Ferry();
        var anna = Client.boards(ferry, "Anna");
        var silent = Client.comesTo(ferry, "the silent passenger")) {
      assertThat(Sailing.of(ferry, BOARDING).aboard()).as("aboard").containsExactly("Anna");
      try (var ben = Client.boards(ferry, "Ben");
          var cleo = Client.boards(ferry, "Cleo")) {
        assertThat(Sailing.of(ferry, BOARDING).aboard())
            .as("aboard the second sailing")
            .containsExactly("Ben", "Cleo");
        ben.hears("WELCOME Ben");
        ben.hears("SAILING Ben Cleo");
        cleo.hears("WELCOME Cleo");
        cleo.hears("SAILING Ben Cleo");
      }
    }
  }

  /** Behind a silent one he may have to wait for the next sailing, but then he is on that. */
  @Test
  void TIME_9_who_stood_behind_a_silent_one_is_on_one_of_two_sailings() throws Exception {
    try (var ferry = new Ferry();
        var silent = Client.comesTo(ferry, "the silent passenger");
        var anna = Client.boards(ferry, "Anna")) {
      var first = Sailing.of(ferry, BOARDING).aboard();
      var second = Sailing.of(ferry, BOARDING).aboard();
      assertThat(Stream.of(first, second).flatMap(List::stream))
          .as("aboard one sailing or the other")
          .containsExactly("Anna");
      anna.hears("WELCOME Anna");
      anna.hears("SAILING Anna");
    }
  }

  @Test
  void ECHO_5_who_is_cut_off_in_the_middle_of_his_name_takes_nobody_with_him() throws Exception {
    try (var ferry = new Ferry()) {
      try (var cutOff = Client.comesTo(ferry, "who is cut off")) {
        cutOff.says("Be");
        cutOff.vanishes();
      }
      try (var anna = Client.boards(ferry, "Anna")) {
        assertThat(Sailing.of(ferry, BOARDING).aboard()).as("aboard").containsExactly("Anna");
        anna.hears("WELCOME Anna");
        anna.hears("SAILING Anna");
      }
    }
  }

  @Test
  void ECHO_5_who_vanishes_from_aboard_keeps_nobody_from_being_told() throws Exception {
    try (var ferry = new Ferry();
        var ben = Client.boards(ferry, "Ben");
        var anna = Client.boards(ferry, "Anna")) {
      var sailing = Sailing.of(ferry, BOARDING);
      sailing.welcomes(ben, "Ben");
      ben.vanishes();
      sailing.welcomes(anna, "Anna");
      assertThat(sailing.aboard()).as("aboard").contains("Anna");
      assertThat(anna.nextLine(Waiting.patience())).as("what Anna is told").startsWith("SAILING");
    }
  }
}
