package fiveways.measure;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.measure.Table.Row;
import fiveways.measure.Table.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressivenessTest {

  private static Parts model(String id, Map<String, String> files) {
    var model = new Model(id, id + "-rope", "rope");
    var texts = new HashMap<String, String>();
    files.forEach((type, text) -> texts.put(model.file(type), text));
    return Parts.of(model, List.copyOf(Source.parse(texts).values()), new Operators(Set.of()));
  }

  private static final Expressiveness TWO =
      new Expressiveness(
          List.of(
              model("08", Map.of("Echo", "class Echo {\n int a;\n}", "engine/A", "class A {}")),
              model("09", Map.of("Echo", "class Echo {}", "Timeout", "class Timeout {\n}"))));

  @Test
  void the_short_table_has_a_model_in_each_column() {
    assertThat(TWO.compact().markdown())
        .startsWith("| Echo · Timeout | 08 rope | 09 rope |\n| --- | --- | --- |\n")
        .contains("| code lines | 3 · - | 1 · 2 |\n")
        .contains("| mutable fields, the scenario's own | 1 · - | 0 · 0 |\n")
        .contains("| machinery, `engine/`: code lines | 1 | 0 |\n");
  }

  @Test
  void the_long_table_has_what_is_asked_for() {
    assertThat(TWO.full(List.of("Timeout")).sections())
        .extracting(Section::title)
        .contains("Timeout", "Timeout, plain to bounded", "BoundedAccept and BoundedRead")
        .doesNotContain("Echo", "Heartbeat");
    assertThat(TWO.full(List.of("Echo")).sections().getFirst().rows().getFirst())
        .isEqualTo(new Row("code lines", List.of("3", "1")));
  }

  @Test
  void a_plain_table_is_in_columns() {
    var table =
        new Table(
            "",
            List.of("a", "long"),
            List.of(new Section("S", List.of(new Row("row", List.of("10", "2"))))));
    assertThat(table.plain()).containsExactly("        a  long", "", "S", "  row  10     2");
  }

  @Test
  void what_changed_inside_is_told_by_signs() {
    assertThat(Expressiveness.inside(new Retrofit(9, new Lines(1, 2, 3, 4), 0, 0, 0, 0, 0)))
        .isEqualTo("+2 ~3 -4");
    assertThat(Expressiveness.inside(new Retrofit(9, new Lines(9, 0, 0, 0), 0, 0, 0, 0, 0)))
        .isEqualTo("0");
  }
}
