package fiveways.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | timeout-cost",
        "nosuch | 'nosuch'",
        "timeout-cost --fast | '--fast'",
        "timeout-cost extra | 'extra'",
        "timeout-cost --models | ''",
        "timeout-cost --models 01,77 | '77'",
        "timeout-cost --models=01, | 01,",
      },
      quoteCharacter = '"')
  void a_mistake_is_one_sentence_that_names_the_word_and_exit_code_2(String words, String named) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var list = words.equals("''") ? List.<String>of() : List.of(words.split(" ", -1));

    int status =
        Bench.run(list, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString(UTF_8)).as("one sentence").hasLineCount(1).contains(named);
    assertThat(out.toString(UTF_8)).as("nothing but the sentence").isEmpty();
  }

  @Test
  void models_are_measured_in_their_order_and_once_however_they_are_called() {
    var plan = Plan.of(List.of("timeout-cost", "--models", "virtual-threads,01,04"));

    assertThat(plan.models()).extracting(model -> model.id()).containsExactly("01", "04");
    assertThat(plan.quick()).isFalse();
  }

  @Test
  void without_a_word_all_models_are_measured() {
    assertThat(Plan.of(List.of("timeout-cost", "--quick")).models())
        .extracting(model -> model.id())
        .contains("01", "04");
  }
}
