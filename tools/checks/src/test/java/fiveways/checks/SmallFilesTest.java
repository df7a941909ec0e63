package fiveways.checks;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFilesTest {
  private final SmallFiles rule = new SmallFiles();
  @TempDir Path folder;

  @Test
  void what_just_fits_is_fine() {
    var method = "class Fits {\n  void fits() {\n" + "    ;\n".repeat(23) + "  }\n}\n";
    Example.in(folder).java(Leaf.VIRTUAL, "engine/Fits", method + "\n".repeat(172)).isFine(rule);
  }

  @Test
  void a_line_too_many_in_a_file_is_found_in_the_engine_too() {
    Example.in(folder)
        .java(Leaf.VIRTUAL, "engine/Long", "class Long {}\n" + "\n".repeat(199))
        .isFoundBy(rule, Leaf.VIRTUAL.sources() + "/engine/Long.java", 201, "201 lines");
  }

  @Test
  void a_line_too_many_in_a_method_is_found() {
    Example.in(folder)
        .java(
            Leaf.BLOCKING,
            "Long",
            "class Long {\n  /** Not counted. */\n  void much() {\n"
                + "    ;\n".repeat(24)
                + "  }\n}\n")
        .isFoundBy(rule, Leaf.BLOCKING.sources() + "/Long.java", 4, "much() has 26 lines");
  }
}
