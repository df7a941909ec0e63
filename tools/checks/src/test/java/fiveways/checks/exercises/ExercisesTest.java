package fiveways.checks.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.checks.House;
import fiveways.practice.Manifest;
import fiveways.practice.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every exercise, graded as students' work is: the starter earns nothing, the solution all, and
 * each wrong answer loses the rules that it breaks and no others. Side by side: they mostly wait.
 */
@Execution(ExecutionMode.CONCURRENT)
class ExercisesTest {
  private static final House HOUSE = House.here();

  /** A submission, and the rules that it keeps. */
  record Expected(Exercise exercise, Submission submission, Set<String> kept) {
    Arguments arguments() {
      return Arguments.of(exercise.slug() + ", " + submission.name(), this);
    }
  }

  static Stream<Arguments> submissions() {
    return Exercises.in(HOUSE).stream().flatMap(ExercisesTest::expected).map(Expected::arguments);
  }

  private static Stream<Expected> expected(Exercise exercise) {
    return Stream.concat(
        Stream.of(
            new Expected(exercise, Submission.starter(exercise), Set.of()),
            new Expected(exercise, Submission.solution(exercise), all(exercise))),
        exercise.wrongAnswers().entrySet().stream()
            .map(wrong -> {
              var kept = new TreeSet<>(all(exercise));
              kept.removeAll(wrong.getValue());
              return new Expected(exercise, Submission.wrongAnswer(exercise, wrong.getKey()), kept);
            }));
  }

  private static Set<String> all(Exercise exercise) {
    return exercise.manifest().rules().stream()
        .map(Manifest.Graded::rule)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("submissions")
  void earns_what_it_should(String name, Expected expected, @TempDir Path folder) throws Exception {
    assertThat(expected.submission().files()).as("files of %s", name).isNotEmpty();
    var grader = new Grader(expected.exercise(), Duration.ofMinutes(1));
    var grade = grader.grade(expected.submission(), folder);
    assertThat(grade).as(name).isInstanceOf(Verdict.Tested.class);
    assertThat(grade.kept()).as("rules that %s keeps; %s", name, grade).isEqualTo(expected.kept());
  }

  /** Nobody forgets a wrong answer in its folder. */
  @ParameterizedTest
  @MethodSource("exercises")
  void every_wrong_answer_loses_something_and_every_rule_is_lost_by_one(Exercise exercise) {
    var folders =
        exercise.solutionFiles("wrong-answers/").stream()
            .filter(file -> file.contains("/"))
            .map(file -> file.substring(0, file.indexOf('/')))
            .collect(Collectors.toSet());
    assertThat(exercise.wrongAnswers().keySet()).as("wrong-answers.json").isEqualTo(folders);
    var lost =
        exercise.wrongAnswers().values().stream()
            .flatMap(rules -> rules.stream())
            .collect(Collectors.toSet());
    assertThat(lost).as("rules that some wrong answer loses").isEqualTo(all(exercise));
    assertThat(exercise.manifest().points(lost)).isEqualTo(exercise.manifest().points());
  }

  static Stream<Exercise> exercises() {
    return Exercises.in(HOUSE).stream();
  }
}
