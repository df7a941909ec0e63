package fiveways.checks.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.checks.Example;
import fiveways.checks.House;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoutTest {
  private static final String FERRY = "solutions/01-blocking-threads/accept-with-a-timeout/";

  @TempDir Path repository;

  static List<Exercise> exercises() {
    return Exercises.in(House.here());
  }

  @Test
  void nothing_that_students_get_tells_what_they_are_to_find_out() {
    assertThat(exercises()).isNotEmpty().allSatisfy(e -> assertThat(Handout.leaks(e)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "src/hidden/java/ferry/HiddenFerryTest.java, exercises/a/Innocent.txt",
    "src/main/java/ferry/Ferry.java,             exercises/b/hint.md",
    "SOLUTION.md,                                exercises/README.md",
  })
  void a_copy_of_it_is_found_under_any_name(String secret, String name) {
    var example = Example.in(repository);
    House.here().files(FERRY, "").forEach(example::copied);
    example.file(name, House.here().text(FERRY + secret).indent(3));
    assertThat(Handout.leaks(Exercises.in(example.house()).getFirst()))
        .singleElement()
        .asString()
        .startsWith(name + " tells students what only solutions/ may say");
  }
}
