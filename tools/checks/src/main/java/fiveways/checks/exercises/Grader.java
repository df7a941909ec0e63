package fiveways.checks.exercises;

import fiveways.practice.Judge;
import fiveways.practice.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Grades a submission as the rules of its exercise have it: by its tests, public and hidden. */
final class Grader {
  private final Exercise exercise;
  private final Duration limit;

  /**
   * @param limit how long one test may take
   */
  Grader(Exercise exercise, Duration limit) {
    this.exercise = exercise;
    this.limit = limit;
  }

  /**
   * Blocks until the tests have ended or were ended; an interrupt ends them.
   *
   * @param folder empty, and ours for the moment
   * @throws IllegalStateException if the exercise itself is at fault
   */
  Verdict grade(Submission submission, Path folder) throws IOException, InterruptedException {
    submission.writeTo(exercise, folder);
    var tests = List.of("src/test/java", "src/hidden/java");
    return new Judge(exercise.manifest(), tests, limit).judge(folder);
  }
}
