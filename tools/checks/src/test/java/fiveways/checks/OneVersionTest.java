package fiveways.checks;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneVersionTest {
  private final OneVersion rule = new OneVersion();
  @TempDir Path folder;

  @Test
  void one_version_everywhere_is_fine() {
    Example.in(folder)
        .file("pom.xml", "<junit.version>6.1</junit.version>")
        .file("exercises/pom.xml", "<junit.version>6.1</junit.version>")
        .isFine(rule);
  }

  @Test
  void another_version_of_a_library_is_found() {
    Example.in(folder)
        .file("pom.xml", "<junit.version>6.1</junit.version>")
        .file("exercises/pom.xml", "<p>\n<junit.version>6.0</junit.version></p>")
        .isFoundBy(rule, "exercises/pom.xml", 2, "junit.version is 6.0 here and 6.1 in pom.xml");
  }

  @Test
  void another_version_of_a_plugin_is_found() {
    var plugin = "<artifactId>x-plugin</artifactId>\n  <version>%s</version>";
    Example.in(folder)
        .file("pom.xml", plugin.formatted("1"))
        .file("solutions/pom.xml", plugin.formatted("2"))
        .isFoundBy(rule, "solutions/pom.xml", 2, "x-plugin is 2 here and 1 in pom.xml");
  }
}
