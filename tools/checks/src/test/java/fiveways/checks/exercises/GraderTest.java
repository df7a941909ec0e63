package fiveways.checks.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.checks.Example;
import fiveways.practice.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The grader on an exercise of one line, solved in many ways. */
class GraderTest {
  private static final String FILE = "src/main/java/Answer.java";

  @TempDir Path repository;
  @TempDir Path folder;

  private Exercise exercise(String test) {
    var solution = "solutions/01/answer/";
    var house =
        Example.in(repository)
            .file(
                solution + "exercise.json",
                """
                {
                  "title": "The answer",
                  "place": 1,
                  "minutes": 1,
                  "rules": [
                    {"rule": "TIME-1", "points": 2, "here": "it is returned"},
                    {"rule": "TIME-2", "points": 3, "here": "in time"}
                  ],
                  "mayChange": ["src/main/java/Answer.java"],
                  "forbidden": [{"uses": ["java.lang.Thread#sleep"], "advice": "Do not sleep."}]
                }
                """)
            .file(solution + FILE, "class Answer { static int answer() { return 42; } }")
            .file(
                solution + "src/test/java/AnswerTest.java",
                """
                import org.junit.jupiter.api.Test;
                class AnswerTest {
                  @Test void %s() {
                    if (Answer.answer() != 42) throw new AssertionError("not the\\nanswer");
                  }
                }
                """
                    .formatted(test))
            .file(
                solution + "src/hidden/java/HiddenTest.java",
                """
                import org.junit.jupiter.api.Test;
                class HiddenTest {
                  @Test void TIME_2_again() {
                    if (Answer.answer() < 40) throw new AssertionError("far from it");
                  }
                }
                """)
            .house();
    return Exercises.in(house).getFirst();
  }

  private Verdict grade(String body) throws Exception {
    var text = "class Answer {\n  static int answer() {\n    " + body + "\n  }\n}\n";
    var grader = new Grader(exercise("TIME_1_is_42"), Duration.ofSeconds(20));
    return grader.grade(new Submission("mine", Map.of(FILE, text)), folder);
  }

  @Test
  void what_is_right_keeps_all_rules() throws Exception {
    var grade = grade("return 42;");
    assertThat(grade.kept()).as("%s", grade).containsExactly("TIME-1", "TIME-2");
  }

  @Test
  void what_is_wrong_loses_the_rules_whose_tests_fail() throws Exception {
    assertThat(grade("return 41;"))
        .isInstanceOfSatisfying(
            Verdict.Tested.class,
            tested -> {
              assertThat(tested.kept()).containsExactly("TIME-2");
              assertThat(tested.failures())
                  .singleElement()
                  .returns("TIME_1_is_42", Verdict.TestEnd::test)
                  .returns("not the\nanswer", Verdict.TestEnd::message);
            });
  }

  @Test
  void what_does_not_compile_is_told_by_file_and_line() throws Exception {
    assertThat(grade("return;"))
        .isInstanceOfSatisfying(
            Verdict.NotCompiled.class,
            not -> assertThat(not.problems().getFirst().sentence()).startsWith(FILE + ":3: "));
  }

  @Test
  void what_is_forbidden_is_told_by_file_and_line() throws Exception {
    assertThat(grade("try { Thread.sleep(1); } catch (InterruptedException e) {} return 42;"))
        .isEqualTo(
            new Verdict.UsesForbidden(
                java.util.List.of(FILE + ":3: uses java.lang.Thread#sleep. Do not sleep.")));
  }

  @Test
  void what_never_ends_is_ended() throws Exception {
    var text = "class Answer { static int answer() { while (true) {} } }";
    var grader = new Grader(exercise("TIME_1_is_42"), Duration.ofSeconds(3));
    assertThat(grader.grade(new Submission("mine", Map.of(FILE, text)), folder))
        .isInstanceOf(Verdict.NotEnded.class);
  }

  @Test
  void what_it_prints_disturbs_nothing() throws Exception {
    var grade = grade("System.out.println(\"passed\\tTIME_1_is_42\\t\"); return 41;");
    assertThat(grade.kept()).as("%s", grade).containsExactly("TIME-2");
  }

  @Test
  void a_test_without_a_rule_is_the_exercises_fault() {
    var grader = new Grader(exercise("is_42"), Duration.ofSeconds(20));
    var exercise = exercise("is_42");
    assertThatThrownBy(() -> grader.grade(Submission.solution(exercise), folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("test is_42 carries no rule");
  }
}
