package fiveways.checks;

import com.sun.source.tree.Tree;
import fiveways.measure.Source;

/**
 * One place where a rule of the house is broken.
 *
 * @param file from the root of the repository, with slashes
 * @param line counted from 1
 * @param rule the rule's name
 * @param advice one sentence: what is wrong, and what to do
 */
public record Finding(String file, int line, String rule, String advice) {

  /** At the line where this part of a file begins. */
  static Finding in(Source source, Tree where, String rule, String advice) {
    return new Finding(source.file(), source.firstLine(where), rule, advice);
  }

  /** One line, as compilers write them, so that editors find the place. */
  @Override
  public String toString() {
    return "%s:%d: [%s] %s".formatted(file, line, rule, advice);
  }
}
