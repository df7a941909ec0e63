package fiveways.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedTextTest {
  private static final String FERRY = "01-blocking-threads/accept-with-a-timeout";
  private static final String PAGE =
      """
      # Five
      <!-- generated:matrix -->
      old
      <!-- /generated -->
      <!-- generated:expressiveness -->
      <!-- /generated -->
      The end.
      """;

  private final GeneratedText rule = new GeneratedText();
  @TempDir Path folder;

  private Example example(String readme) {
    return Example.in(folder)
        .copied("contract/SPEC.md")
        .java(Leaf.BLOCKING, "Timeout", "class Timeout {}")
        .file("README.md", readme);
  }

  @Test
  void a_table_that_is_not_current_is_found_and_is_fine_once_generated() throws IOException {
    var example = example(PAGE);
    example.isFoundBy(rule, "README.md", 3, "not what its source makes of it", "-Pgenerate");
    assertThat(Generate.write(example.house())).containsExactly("README.md");
    assertThat(Generate.write(example.house())).as("written twice").isEmpty();
    example.isFine(rule);
    assertThat(example.house().text("README.md"))
        .contains("|  | [01 blocking threads](01-blocking-threads) |")
        .contains("rules | [Timeout.java](" + Leaf.BLOCKING.sources() + "/Timeout.java) |")
        .contains("rules | to come |")
        .containsPattern("\\| TIME-10: .* \\| BLOCKS \\|")
        .contains("| Timeout | 01 blocking threads |")
        .contains("| code lines | 1 |")
        .contains("05 and 03 import what 02 writes")
        .endsWith("<!-- /generated -->\nThe end.\n");
  }

  @Test
  void a_readme_without_a_table_is_found() {
    for (var table : List.of("matrix", "expressiveness")) {
      var example = example(PAGE.replace("generated:" + table, "something"));
      assertThat(rule.check(example.house()))
          .anySatisfy(finding ->
              Example.assertFinding(
                  finding, rule.name(), "README.md", 1, "<!-- generated:" + table + " -->"));
    }
  }

  @Test
  void a_count_that_is_not_current_is_found() throws IOException {
    var example = example(PAGE);
    Generate.write(example.house());
    int line = example.house().lines("README.md").indexOf("| code lines | 1 |") + 1;
    example
        .java(Leaf.BLOCKING, "Timeout", "class Timeout {\n  int more;\n}")
        .isFoundBy(rule, "README.md", line, "not what its source makes of it");
  }

  @Test
  void a_scenario_that_is_only_asked_is_linked_among_the_tests() throws IOException {
    var test = Leaf.BLOCKING.sources().replace("/main/", "/test/") + "/Turns.java";
    var example = example(PAGE).file(test, "class Turns {}");
    Generate.write(example.house());
    assertThat(example.house().text("README.md"))
        .contains("rules | [Turns.java](" + test + ") |")
        .contains("| TURN-1: Eight activities add to one unguarded counter | LOSES |");
  }

  private Example exercise() throws IOException {
    var example = Example.in(folder).copied("exercises/README.md");
    House.here().files("solutions/" + FERRY, "").forEach(example::copied);
    assertThat(Generate.write(example.house())).isNotEmpty();
    example.isFine(rule);
    return example;
  }

  @Test
  void a_starter_that_was_edited_by_hand_is_found() throws IOException {
    var starter = "exercises/" + FERRY + "/src/main/java/ferry/Passenger.java";
    var example = exercise();
    example
        .file(starter, "// mine\n" + example.house().text(starter))
        .isFoundBy(rule, starter, 1, "change the source");
  }

  @Test
  void a_file_in_a_starter_that_nothing_makes_is_found() throws IOException {
    var extra = "exercises/" + FERRY + "/extra.txt";
    exercise().file(extra, "").isFoundBy(rule, extra, 1, "nothing in solutions/");
  }
}
