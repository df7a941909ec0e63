package fiveways.checks;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeLengthTest {
  private final ReadmeLength rule = new ReadmeLength();
  @TempDir Path folder;

  @Test
  void what_just_fits_is_fine() {
    Example.in(folder).file("README.md", "\n".repeat(120)).isFine(rule);
  }

  @Test
  void a_line_too_many_is_found() {
    Example.in(folder)
        .file("README.md", "\n".repeat(121))
        .isFoundBy(rule, "README.md", 121, "121 lines");
  }
}
