package fiveways.checks;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameHeadingsTest {
  private static final String README =
      """
      # 01
      ## Predict, then run
      ```sh
      ## not a heading
      ```
      ## The idea
      ### More of it
      ## How each scenario reads
      ## What it costs
      ## Where it breaks
      ## What it does better than the others
      ## Files
      """;

  private final SameHeadings rule = new SameHeadings();
  @TempDir Path folder;

  private Example example() {
    return Example.in(folder).java(Leaf.BLOCKING, "A", "class A {}");
  }

  @Test
  void the_headings_of_every_model_are_fine() {
    example().file("01-blocking-threads/README.md", README).isFine(rule);
  }

  @Test
  void another_heading_is_found() {
    example()
        .file("01-blocking-threads/README.md", README.replace("The idea", "Ideas"))
        .isFoundBy(
            rule, "01-blocking-threads/README.md", 2, "not those of every model", "## The idea");
  }

  @Test
  void a_missing_readme_is_found() {
    example().isFoundBy(rule, "01-blocking-threads/README.md", 1, "write it");
  }
}
