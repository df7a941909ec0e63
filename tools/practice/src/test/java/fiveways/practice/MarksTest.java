package fiveways.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTest {
  private static final String MARK = "// " + "exercise::";

  @Test
  void the_solution_is_cut_out_and_the_starters_words_stand_there() {
    var solution =
        """
        int f() {
          MARKbegin
          return 42;
          MARKstarter
          // // Your turn.
          //
          // throw new UnsupportedOperationException("f");
          MARKend
        }
        """
            .replace("MARK", MARK);
    assertThat(Marks.starter("A.java", solution))
        .isEqualTo(
            """
            int f() {
              // Your turn.

              throw new UnsupportedOperationException("f");
            }
            """);
    assertThat(Marks.solution(solution)).isEqualTo("int f() {\n  return 42;\n}\n");
    assertThat(Marks.onlyInSolution(solution)).containsExactly("  return 42;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MARKstarter                       | A.java:1: `MARKstarter` is out of order",
        "MARKbegin;MARKbegin               | A.java:2: `MARKbegin` is out of order",
        "MARKend                           | A.java:1: `MARKend` is out of order",
        "x;MARKbegin;y                     | A.java:3: `MARKend` is missing",
        "MARKbegin;MARKstarter;code;MARKend| A.java:3: what stands in the starter is written as",
        "x MARKbegin                       | A.java:1: a mark is a line of its own",
      })
  void marks_out_of_order_are_refused(String lines, String says) {
    var text = lines.replace("MARK", MARK).replace(';', '\n');
    assertThatThrownBy(() -> Marks.starter("A.java", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(says.replace("MARK", MARK));
  }
}
