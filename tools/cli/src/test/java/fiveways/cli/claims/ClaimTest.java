package fiveways.cli.claims;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.cli.Course;
import fiveways.cli.Glyphs;
import fiveways.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of claims; that each comes out as it says is seen by {@code course claims}. */
class ClaimTest {
  private static final String HOME = "fiveways.home";

  private record Said(int exit, String out) {}

  private static Said course(String... words) {
    var bytes = new ByteArrayOutputStream();
    var print = new PrintStream(bytes, true, UTF_8);
    var terminal =
        new Terminal(InputStream.nullInputStream(), print, print, false, false, Glyphs.UNICODE);
    return new Said(Course.run(terminal, words), bytes.toString(UTF_8));
  }

  /** With this page instead of ours. */
  private static Said claims(Path folder, String row, String... words) throws Exception {
    Files.createDirectories(folder.resolve("docs"));

    Files.writeString(folder.resolve("pom.xml"), "");
    Files.writeString(folder.resolve("docs/claims.md"), row);
    var home = System.getProperty(HOME);
    System.setProperty(HOME, folder.toString());
    try {
      return course(words);
    } finally {
      System.setProperty(HOME, home);
    }
  }

  private static List<Claim> ours() throws Exception {
    return Claim.of(Files.readString(Path.of(System.getProperty(HOME), "docs", "claims.md")));
  }

  @Test
  void our_page_has_claims_of_every_verdict() throws Exception {
    var counts = new TreeMap<Claim.Verdict, Integer>();
    ours().forEach(claim -> counts.merge(claim.verdict(), 1, Integer::sum));
    assertThat(counts.keySet()).containsExactly(Claim.Verdict.values());
    assertThat(Map.copyOf(counts).values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThanOrEqualTo(23);
  }

  @Test
  void a_list_names_each_with_its_verdict_and_commands() throws Exception {
    var said = course("claims", "--list");
    assertThat(said.exit).isZero();
    assertThat(said.out)
        .contains("  2  A timeout can be put around any operation from outside.: depends")
        .contains("     course test 04 TIME-10");
  }

  @Test
  void what_comes_out_so_is_good(@TempDir Path folder) throws Exception {
    var row = "| 1 | A | `./course list models` | `04 virtual-threads` | supported | here |";
    var said = claims(folder, row, "claims");
    assertThat(said.out).contains("  1  A: supported", "✓ course list models");
    assertThat(said.exit).isZero();
  }

  @Test
  void what_prints_something_else_is_told_with_all_that_it_said(@TempDir Path folder)
      throws Exception {
    var row = "| 1 | A | `./course list models` | `06 fibers` | supported | here |";
    var said = claims(folder, row, "claims", "1");
    assertThat(said.exit).isEqualTo(1);
    assertThat(said.out)
        .contains("✗ course list models", "it ended with 0, and said:", "04  virtual-threads");
  }

  @Test
  void a_command_that_fails_does_not_support_anything(@TempDir Path folder) throws Exception {
    var row = "| 1 | A | `./course list fibers` | `fibers` | supported | here |";
    assertThat(claims(folder, row, "claims").exit).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "| 2 | A | `./course x` | `y` | supported | here |      ; is not number 1",
        "| 1 | A | `./course x` | `y` | supported |             ; 4 cells",
        "| 1 | A | `./course x` | | supported | here |          ; 1 commands and tells of 0",
        "| 1 | A | `ls` | `y` | supported | here |              ; none of ./course",
        "| 1 | A | `./course x` | `y` | perhaps | here |        ; none of the three",
        "| 1 | A | `./course x` | `y` | depends | here |        ; has to be in bold",
        "| 1 | **A** | `./course x` | `y` | **supported** | here |  ; has to be in bold",
        "| 1 | A | `./course x` | `y` | supported | |           ; no conditions",
      })
  void a_row_that_is_not_as_it_has_to_be_is_named(String row, String why) {
    assertThatThrownBy(() -> Claim.of(row.strip()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("docs/claims.md: claim ")
        .hasMessageContaining(why);
  }
}
