package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "5s, PT5S",
    "2m, PT2M",
    "2min, PT2M",
    "1h, PT1H",
    "1.5s, PT1.5S",
    "250us, PT0.00025S",
    "7ns, PT0.000000007S",
    "0s, PT0S",
    "2562047h, PT2562047H"
  })
  void durations_have_units(String word, Duration meant) {
    assertThat(Words.duration(word)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "s",
        "",
        "-5s",
        "5 minutes",
        "5S",
        "five s",
        "1e3s",
        "PT5S",
        "5s5",
        "2562048h"
      })
  void what_is_no_duration_is_refused_by_name(String word) {
    assertThatThrownBy(() -> Words.duration(word))
        .isInstanceOfSatisfying(
            Mistake.class, mistake -> assertThat(mistake.sentence()).contains("'" + word + "'"));
  }

  @Test
  void half_a_nanosecond_is_not_nothing() {
    assertThat(Words.duration("0.5ns")).isEqualTo(Duration.ofNanos(1));
  }

  @ParameterizedTest
  @CsvSource({
    "65536, 65536",
    "1B, 1",
    "64KiB, 65536",
    "64kib, 65536",
    "1MiB, 1048576",
    "1.5KiB, 1536",
    "1GiB, 1073741824",
    "2147483647, 2147483647"
  })
  void sizes_have_units_or_are_bytes(String word, int meant) {
    assertThat(Words.size(word)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "0KiB", "-1", "64KB", "64k", "1.5", "2GiB", "99999999999", "", "much"})
  void what_is_no_size_is_refused_by_name(String word) {
    assertThatThrownBy(() -> Words.size(word))
        .isInstanceOfSatisfying(
            Mistake.class, mistake -> assertThat(mistake.sentence()).contains("'" + word + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"70000", "65536", "-1", "x", "", "123456"})
  void what_is_no_port_is_refused_by_name(String word) {
    assertThatThrownBy(() -> Words.port(word))
        .isInstanceOfSatisfying(
            Mistake.class, mistake -> assertThat(mistake.sentence()).contains("'" + word + "'"));
  }

  @Test
  void ports_have_a_range() {
    assertThat(Words.port("0")).isZero();
    assertThat(Words.port("65535")).isEqualTo(65535);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:7001", "127.0.0.1:7001", "[::1]:7001"})
  void addresses_are_a_host_and_a_port(String word) {
    assertThat(Words.address(word).getPort()).isEqualTo(7001);
    assertThat(Words.address(word).getAddress().isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "7001", ":7001", "localhost:", "localhost:0", "::1:7001", ""})
  void what_is_no_address_is_refused(String word) {
    assertThatThrownBy(() -> Words.address(word)).isInstanceOf(Mistake.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1.5", "10000000000"})
  void what_is_no_count_is_refused_by_name(String word) {
    assertThatThrownBy(() -> Words.count(word))
        .isInstanceOfSatisfying(
            Mistake.class, mistake -> assertThat(mistake.sentence()).contains("'" + word + "'"));
  }
}
