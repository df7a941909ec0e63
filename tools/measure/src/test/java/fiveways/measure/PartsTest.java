package fiveways.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {
  private static final Model MODEL = new Model("09", "09-rope", "rope");

  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    var file = root.resolve(MODEL.sources()).resolve(name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, UTF_8);
  }

  @Test
  void every_file_is_in_exactly_one_part() throws IOException {
    file("RopeModel", "class RopeModel implements ConcurrencyModel<Op> {\n Asking a; Echo e;\n}");
    file("Op", "interface Op {\n}");
    file("Echo", "class Echo {\n Op op;\n int a;\n int b;\n}");
    file("Timeout", "class Timeout {\n Op op = new Asking();\n}");
    file("Asking", "class Asking {\n Step step;\n}");
    file("Step", "class Step {\n Asking back;\n}");
    file("BoundedRead", "class BoundedRead {\n}");
    file("BrokenTimeout", "class BrokenTimeout {\n Step s;\n}");
    file("engine/Loop", "class Loop {\n}");
    file("package-info", "package rope;");
    var parts = Parts.of(root, MODEL);
    assertThat(parts.scenarios().keySet()).containsExactly("Echo", "Timeout");
    assertThat(parts.inScenarios().lines()).as("Echo, Timeout, Asking, Step").isEqualTo(5 + 9);
    assertThat(parts.sources().getOrDefault("Timeout", List.of()))
        .extracting(source -> source.file().replaceFirst(".*/", ""))
        .containsExactly("Timeout.java", "Asking.java", "Step.java");
    assertThat(parts.staying().counts().lines()).isEqualTo(2);
    assertThat(parts.others().counts().lines()).as("RopeModel, Op").isEqualTo(5);
    assertThat(parts.engine().counts().lines()).isEqualTo(2);
    assertThat(parts.all().lines()).isEqualTo(14 + 2 + 5 + 2);
  }

  @Test
  void a_model_that_is_not_written_has_no_parts() {
    var parts = Parts.of(root, MODEL);
    assertThat(parts.scenarios()).isEmpty();
    assertThat(parts.all()).isEqualTo(Counts.NONE);
  }

  @Test
  void operators_are_what_classes_call_in_libraries_and_not_in_the_jdk() throws IOException {
    file(
        "Echo",
        """
        package rope;
        import com.github.difflib.DiffUtils;
        import java.util.List;
        import java.util.function.BiFunction;
        class Echo {
          Object one = DiffUtils.diff(List.of(1), List.of(2)).getDeltas();
          Object again = DiffUtils.diff(List.of(1), List.of(2));
          BiFunction<List<String>, List<String>, Object> reference = DiffUtils::diff;
        }
        """);
    var classes = root.resolve(MODEL.folder()).resolve(Path.of("target", "classes"));
    Files.createDirectories(classes);
    var compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                root.resolve(MODEL.file("Echo")).toString());
    assertThat(compiled).isZero();
    var uses = Operators.below(classes).uses();
    assertThat(uses.stream().map(use -> use.line() + " " + use.member()))
        .containsExactlyInAnyOrder(
            "6 com.github.difflib.DiffUtils#diff",
            "6 com.github.difflib.patch.Patch#getDeltas",
            "7 com.github.difflib.DiffUtils#diff",
            "8 com.github.difflib.DiffUtils#diff");
    var parts = Parts.of(root, MODEL);
    assertThat(parts.operators()).isEqualTo(2);
    assertThat(parts.engine().operators()).isEqualTo(new Operators(Set.of()));
  }

  /**
   * Who writes machines in another way makes this count nothing, unseen, unless it is looked at.
   */
  @Test
  void the_machines_of_02_are_seen_as_it_writes_them() {
    var model = new Model("02", "02-nonblocking-state-machines", "fiveways.nonblocking");
    var counts = Parts.of(Path.of("..", ".."), model).all();
    assertThat(counts.pairs()).isGreaterThan(50);
    assertThat(counts.acted()).isBetween(counts.pairs() / 4, counts.pairs() - 1);
  }
}
