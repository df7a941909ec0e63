package fiveways.checks;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  private final Links rule = new Links();
  @TempDir Path folder;

  private Example example(String text) {
    return Example.in(folder)
        .file("docs/page.md", "# Hello, World: 1 & 2\n\n" + text)
        .file("pom.xml", "<project/>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[the build](../pom.xml)",
        "[here](#hello-world-1--2)",
        "[the folder](../docs)",
        "[far](https://example.org/x)",
        "`[no](link.md)`",
        "<a href=\"../pom.xml\">x</a>",
        "[there](page.md#hello-world-1--2 \"title\")",
        "[x]: ../pom.xml"
      })
  void links_that_lead_somewhere_are_fine(String link) {
    example(link).isFine(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[gone](gone.md)",
        "![gone](gone.png)",
        "[out](../../outside.md)",
        "[root](/pom.xml)",
        "<img src=\"gone.png\">",
        "[x]: gone.md"
      })
  void links_that_lead_nowhere_are_found(String link) {
    example(link).isFoundBy(rule, "docs/page.md", 3, "leads nowhere");
  }

  @Test
  void a_heading_that_is_not_there_is_found() {
    example("[there](page.md#hello)")
        .isFoundBy(rule, "docs/page.md", 3, "which has no such heading");
  }
}
