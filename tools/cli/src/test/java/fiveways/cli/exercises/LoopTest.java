package fiveways.cli.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.cli.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A student's way through two small exercises. */
class LoopTest {
  private static final String HOME = "fiveways.home";
  private static final String BEFORE = System.getProperty(HOME, "");
  private static final String FILE = "src/main/java/Answer.java";

  @TempDir Path home;

  @BeforeEach
  void begin() throws IOException {
    System.setProperty(HOME, home.toString());
    write("pom.xml", "<project/>");
    exercise("01-first/forty-two", 1);
    exercise("01-first/again", 2);
  }

  @AfterEach
  void end() {
    System.setProperty(HOME, BEFORE);
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(home.resolve(file).resolveSibling(""));
    Files.writeString(home.resolve(file), text);
  }

  private static String answer(String body) {
    return "class Answer {\n  static int answer() {\n    " + body + "\n  }\n}\n";
  }

  private void exercise(String slug, int place) throws IOException {
    var folder = "exercises/" + slug + "/";
    write(
        folder + "exercise.json",
        """
        {
          "title": "The answer, %s",
          "place": %d,
          "minutes": 5,
          "rules": [{"rule": "TIME-1", "points": 3, "here": "The answer is returned."}],
          "mayChange": ["%s"],
          "forbidden": [{"uses": ["java.lang.Thread#sleep"], "advice": "Do not sleep."}]
        }
        """
            .formatted(slug, place, FILE));
    write(folder + FILE, answer("return 0;"));
    write("exercises/.starters/" + slug + "/" + FILE, answer("return 0;"));
    write(folder + "hints/1.md", "What is the question?\n");
    write(folder + "hints/2.md", "It is 42.\n");
    write(
        folder + "src/test/java/AnswerTest.java",
        """
        import org.junit.jupiter.api.Test;
        class AnswerTest {
          @Test void TIME_1_is_the_answer() {
            if (Answer.answer() != 42) throw new AssertionError("expected 42, seen " + Answer.answer());
          }
        }
        """);
  }

  private void solve(String name, String body) throws IOException {
    write("exercises/01-first/" + name + "/" + FILE, answer(body));
  }

  @Test
  void next_is_the_first_that_is_not_passed_and_a_check_says_what_is_wrong() throws IOException {
    assertThat(Said.course("next").out()).contains("forty-two", FILE, "course check forty-two");
    var wrong = Said.course("check", "forty-two");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.out())
        .contains("TIME-1", "0 of 3 points", "is the answer", "expected 42, seen 0")
        .doesNotContain("org.junit", "\tat ");
    solve("forty-two", "return 6 * 7;");
    var right = Said.course("check"); // the last one
    assertThat(right.exit()).isZero();
    assertThat(right.out()).contains("3 of 3 points", "What it took you: 0 code lines added, 1");
    assertThat(Said.course("next").out()).contains("course check again");
    assertThat(Said.course("progress").out()).contains("3 of 6 points");
  }

  @Test
  void what_does_not_compile_is_shown_with_its_line() throws IOException {
    solve("forty-two", "return \"42\";");
    var said = Said.course("check", "forty");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains(FILE + ":3:", "return \"42\";", "0 of 3 points");
  }

  @Test
  void what_is_forbidden_is_told_with_advice() throws IOException {
    solve("forty-two", "try { Thread.sleep(1); } catch (InterruptedException e) {} return 42;");
    assertThat(Said.course("check", "forty-two").out()).contains("Do not sleep.");
  }

  @Test
  void hints_come_one_by_one() {
    assertThat(Said.course("hint", "again").out()).contains("hint 1 of 2", "What is the question?");
    assertThat(Said.course("hint", "again").out()).contains("hint 2 of 2", "It is 42.");
    assertThat(Said.course("hint", "again").out()).contains("all 2 hints");
    assertThat(Said.course("hint", "again", "--again").out()).contains("the question", "It is 42.");
  }

  @Test
  void reset_puts_the_beginning_back_and_keeps_what_was_written() throws IOException {
    solve("again", "return 41;");
    assertThat(Said.course("reset", "again").out()).contains(".course");
    assertThat(Files.readString(home.resolve("exercises/01-first/again/" + FILE)))
        .isEqualTo(answer("return 0;"));
    try (var kept = Files.walk(home.resolve(".course/attempts"))) {
      assertThat(kept.filter(Files::isRegularFile))
          .singleElement()
          .satisfies(file -> assertThat(file).content().isEqualTo(answer("return 41;")));
    }
    assertThat(Said.course("reset", "again").out()).contains("as it was in the beginning");
  }

  @Test
  void a_solution_is_shown_when_yours_is_right_or_when_you_peek() throws IOException {
    var none = Said.course("solution", "again");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("not in this copy of the course");
    var open = "// exercise::";
    write(
        "solutions/01-first/again/" + FILE,
        answer(open + "begin\n    return 42;\n    " + open + "starter\n    // return 0;\n    " + open + "end"));
    assertThat(Said.course("solution", "again").out()).contains("Yours first");
    assertThat(Said.course("solution", "again", "--peek").out())
        .contains("return 42;")
        .doesNotContain("exercise::", "return 0;");
    assertThat(Said.course("progress").out()).contains("peeked");
  }

  @Test
  void an_unknown_exercise_is_named_and_the_nearest_one_offered() {
    var said = Said.course("check", "forty-tow");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("'forty-tow'", "did you mean forty-two?");
  }
}
