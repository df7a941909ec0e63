package fiveways.checks;

/**
 * One place where a rule of the house is broken.
 *
 * @param file from the root of the repository, with slashes
 * @param line counted from 1
 * @param rule the rule's name
 * @param advice one sentence: what is wrong, and what to do
 */
public record Finding(String file, int line, String rule, String advice) {

  /** One line, as compilers write them, so that editors find the place. */
  @Override
  public String toString() {
    return "%s:%d: [%s] %s".formatted(file, line, rule, advice);
  }
}
