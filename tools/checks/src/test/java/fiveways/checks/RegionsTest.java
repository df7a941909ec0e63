package fiveways.checks;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionsTest {
  private static final String BEGIN = "// " + "tag::plain[]";
  private static final String END = "// " + "end::plain[]";

  private final Regions rule = new Regions();
  @TempDir Path folder;

  private Example example(String... lines) {
    return Example.in(folder).file("m/A.java", String.join("\n", lines));
  }

  @Test
  void what_just_fits_is_fine() {
    example(BEGIN, "x\n".repeat(18) + "x", "y".repeat(90), END).isFine(rule);
  }

  @Test
  void a_line_too_many_is_found() {
    example("", BEGIN, "x\n".repeat(20) + "x", END)
        .isFoundBy(rule, "m/A.java", 2, "region plain has 21 lines");
  }

  @Test
  void a_column_too_many_is_found() {
    example(BEGIN, "y".repeat(91), END)
        .isFoundBy(rule, "m/A.java", 2, "91 columns in region plain");
  }

  @Test
  void indentation_and_tags_inside_do_not_count() {
    var inner = BEGIN.replace("plain", "cancel");
    example(
            "  " + BEGIN,
            "  x\n".repeat(19) + "  " + "y".repeat(90),
            inner,
            END.replace("plain", "cancel"),
            "  " + END)
        .isFine(rule);
  }

  @Test
  void regions_that_overlap_are_found() {
    var findings =
        rule.check(
            example(BEGIN, BEGIN.replace("plain", "cancel"), END, END.replace("plain", "cancel"))
                .house());
    Example.assertFinding(
        findings.getFirst(), "regions", "m/A.java", 3, "cancel is the open one", "inside out");
  }

  @Test
  void a_region_without_an_end_is_found() {
    example("", BEGIN).isFoundBy(rule, "m/A.java", 2, "region plain has no end");
  }

  @Test
  void an_end_without_a_region_is_found() {
    example(END).isFoundBy(rule, "m/A.java", 1, "end of region plain, but none is open");
  }

  @Test
  void a_tag_behind_code_is_found() {
    example("int x; " + BEGIN).isFoundBy(rule, "m/A.java", 1, "a line of its own");
  }
}
