package fiveways.practice;

import fiveways.contract.tck.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an exercise is graded by: {@code exercise.json}.
 *
 * @param title as readers know it
 * @param place where it stands among those of its folder: the lower, the earlier
 * @param minutes how long it takes who has read what comes before
 * @param rules the rules that are graded
 * @param mayChange the files that a student may change; the grader takes no others
 * @param forbidden what a solution does without
 */
public record Manifest(
    String title,
    int place,
    int minutes,
    List<Graded> rules,
    List<String> mayChange,
    List<Forbidden> forbidden) {

  /**
   * A rule of SPEC.md.
   *
   * @param points earned if every test of the rule passes, else none
   * @param here what the rule means in this exercise
   */
  public record Graded(String rule, int points, String here) {
    public Graded {
      if (Spec.rule(rule).isEmpty()) {
        throw new IllegalArgumentException(rule + " is no rule of contract/SPEC.md");
      }
      if (points < 1) {
        throw new IllegalArgumentException(rule + " earns " + points + " points: at least 1");
      }
    }
  }

  /**
   * What a solution does without.
   *
   * @param uses types and members: {@code java.lang.Thread#sleep}, {@code java.nio.channels.**}
   * @param advice one sentence for the student
   */
  public record Forbidden(List<String> uses, String advice) {}

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * Reads it.
   *
   * @throws tools.jackson.core.JacksonException if it is not as a manifest has to be
   */
  public static Manifest read(Path file) {
    return JSON.readValue(file.toFile(), Manifest.class);
  }

  /** Which wrong answer loses which rules: {@code wrong-answers.json}, never handed out. */
  public static Map<String, List<String>> wrongAnswers(Path file) {
    return new TreeMap<>(
        JSON.readValue(file.toFile(), new TypeReference<Map<String, List<String>>>() {}));
  }

  /** The points that all rules earn together. */
  public int points() {
    return rules.stream().mapToInt(Graded::points).sum();
  }

  /** The points that these rules earn. */
  public int points(java.util.Collection<String> kept) {
    return rules.stream().filter(r -> kept.contains(r.rule())).mapToInt(Graded::points).sum();
  }
}
