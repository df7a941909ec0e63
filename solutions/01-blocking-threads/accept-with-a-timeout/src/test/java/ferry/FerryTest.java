package ferry;

import static ferry.Waiting.BOARDING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What your ferry is asked for. Each name begins with the rule that the test is about. */
class FerryTest {

  @Test
  void TIME_2_sails_at_its_hour_though_nobody_comes() throws Exception {
    try (var ferry = new Ferry()) {
      assertThat(Sailing.of(ferry, BOARDING).aboard()).as("aboard").isEmpty();
    }
  }

  @Test
  void TIME_2_takes_on_who_comes_in_time_and_tells_everybody() throws Exception {
    try (var ferry = new Ferry();
        var anna = Client.boards(ferry, "Anna");
        var ben = Client.boards(ferry, "Ben")) {
      var sailing = Sailing.of(ferry, BOARDING);
      sailing.welcomes(anna, "Anna");
      sailing.welcomes(ben, "Ben");
      assertThat(sailing.aboard()).as("aboard").containsExactly("Anna", "Ben");
      anna.hears("SAILING Anna Ben");
      ben.hears("SAILING Anna Ben");
      anna.isDisconnected();
      ben.isDisconnected();
    }
  }

  @Test
  void TIME_2_a_dripping_passenger_does_not_hold_it_up() throws Exception {
    try (var ferry = new Ferry();
        var anna = Client.boards(ferry, "Anna");
        var slow = Client.comesTo(ferry, "the dripping passenger")) {
      var sailing = Sailing.of(ferry, BOARDING);
      sailing.welcomes(anna, "Anna");
      long annaIsAboard = System.nanoTime(); // so boarding has begun, and ends before long
      do {
        Thread.sleep(BOARDING.toMillis() / 4);
      } while (slow.triesToSay("o")
          && System.nanoTime() - annaIsAboard < 3 * BOARDING.toNanos());
      slow.triesToSay("\n");
      assertThat(sailing.aboard())
          .as(
              "aboard; whoever is called ooo… gave his last letter when the ferry should have "
                  + "been gone for long: what bounds all of the reads together?")
          .containsExactly("Anna");
    }
  }

  @Test
  void TIME_4_who_is_late_with_his_name_is_disconnected() throws Exception {
    try (var ferry = new Ferry();
        var late = Client.comesTo(ferry, "who has said half of his name")) {
      late.says("Be");
      assertThat(Sailing.of(ferry, BOARDING).aboard()).as("aboard").isEmpty();
      late.isDisconnected();
    }
  }

  @Test
  void TIME_9_the_next_sailing_leaves_from_the_same_quay() throws Exception {
    try (var ferry = new Ferry()) {
      assertThat(Sailing.of(ferry, BOARDING).aboard()).as("aboard the first sailing").isEmpty();
      try (var anna = Client.boards(ferry, "Anna")) {
        assertThat(Sailing.of(ferry, BOARDING).aboard())
            .as("aboard the second sailing")
            .containsExactly("Anna");
        anna.hears("WELCOME Anna");
      }
    }
  }

  @Test
  void ECHO_5_who_goes_without_giving_a_name_takes_nobody_with_him() throws Exception {
    try (var ferry = new Ferry()) {
      Client.comesTo(ferry, "who goes").close();
      try (var anna = Client.boards(ferry, "Anna")) {
        assertThat(Sailing.of(ferry, BOARDING).aboard()).as("aboard").containsExactly("Anna");
        anna.hears("WELCOME Anna");
        anna.hears("SAILING Anna");
      }
    }
  }
}
