package fiveways.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int a; // int b;        | int a;",
        "int /* a; */ b;         | int          b;",
        "/** a */ int b; /* */   | int b;",
        "s = \"// no comment\";  | s = \"// no comment\";",
        "s = \"\\\" /* \"; // x  | s = \"\\\" /* \";",
        "s = \"\\\\\"; // x      | s = \"\\\\\";",
        "c = '\"'; // x          | c = '\"';",
        "c = '\\''; // x         | c = '\\'';",
        "a = b / c; // / *       | a = b / c;",
        "/* // */ int a;         | int a;",
        "/* never ended          | ``",
        "s = \"never ended       | s = \"never ended",
      })
  void comments_go_and_what_only_looks_like_one_stays(String source, String code) {
    assertThat(CodeText.of(source)).hasSameSizeAs(source);
    assertThat(CodeText.of(source).strip()).isEqualTo(code);
  }

  @Test
  void a_text_block_may_hold_anything() {
    var block = "\"\"\"\n  // not one /* nor one\n  \\\"\"\" \"quoted\"\n  \"\"\"";
    assertThat(CodeText.of(block + "; // one")).isEqualTo(block + ";       ");
  }

  @Test
  void line_breaks_in_comments_stay() {
    assertThat(CodeText.lines("a /* b\n c\r\n d */ e\n"))
        .containsExactly("a     ", "  ", "      e");
  }

  /** Over all that is written in this repository: the tree is the same, comments or not. */
  @Test
  void what_the_parser_sees_is_left_alone() throws IOException {
    var texts = new HashMap<String, String>();
    try (var files = Files.walk(Path.of("..", ".."))) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        texts.put(file.toString(), Files.readString(file));
      }
    }
    var whole = Source.parse(texts);
    texts.replaceAll((_, text) -> CodeText.of(text));
    var code = Source.parse(texts);
    assertThat(whole).hasSizeGreaterThan(100);
    assertThat(trees(code)).isEqualTo(trees(whole));
  }

  private static Map<String, String> trees(Map<String, Source> sources) {
    var trees = new TreeMap<String, String>();
    sources.forEach((file, source) -> trees.put(file, source.unit().getTypeDecls().toString()));
    return trees;
  }
}
