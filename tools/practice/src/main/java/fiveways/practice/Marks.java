package fiveways.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The marks in a solution's Java files, by which its starter is made: what students are to write is
 * cut out, and what stands there instead is written as a comment.
 *
 * <pre>
 *     // exercise::begin
 *     the solution
 *     // exercise::starter
 *     // // Say what stands here in the starter, as a comment.
 *     // throw new UnsupportedOperationException("and one sentence for who runs it");
 *     // exercise::end
 * </pre>
 */
public final class Marks {
  private static final Pattern MARK = Pattern.compile("^\\s*// exercise::(begin|starter|end)\\s*$");
  private static final Pattern IN_THE_STARTER = Pattern.compile("^(\\s*)//(?: (.*)|)$");

  /** Which part of a file a line stands in. */
  private enum Part {
    SHARED,
    SOLUTION,
    STARTER
  }

  private Marks() {}

  /**
   * The text with the solution's regions cut out.
   *
   * @param file for what is said if something is wrong
   * @throws IllegalArgumentException if its marks are not in order, naming file and line
   */
  public static String starter(String file, String text) {
    var starter = new StringBuilder();
    var part = Part.SHARED;
    int number = 0;
    for (var line : text.lines().toList()) {
      number++;
      var mark = MARK.matcher(line);
      if (mark.matches()) {
        part = next(part, mark.group(1), file, number);
      } else if (line.contains("exercise::")) {
        throw new IllegalArgumentException(
            file + ":" + number + ": a mark is a line of its own, as in `// exercise::begin`");
      } else if (part == Part.SHARED) {
        starter.append(line).append('\n');
      } else if (part == Part.STARTER) {
        starter.append(uncommented(line, file, number)).append('\n');
      }
    }
    if (part != Part.SHARED) {
      throw new IllegalArgumentException(file + ":" + number + ": `// exercise::end` is missing");
    }
    return starter.toString();
  }

  /** The text with neither marks nor what stands in the starter: the solution as one writes it. */
  public static String solution(String text) {
    var solution = new StringBuilder();
    boolean starter = false;
    for (var line : text.lines().toList()) {
      var mark = MARK.matcher(line);
      if (mark.matches()) {
        starter = mark.group(1).equals("starter");
      } else if (!starter) {
        solution.append(line).append('\n');
      }
    }
    return solution.toString();
  }

  /** The lines that only the solution has. */
  public static List<String> onlyInSolution(String text) {
    var lines = new ArrayList<String>();
    boolean inside = false;
    for (var line : text.lines().toList()) {
      var mark = MARK.matcher(line);
      if (mark.matches()) {
        inside = mark.group(1).equals("begin");
      } else if (inside) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static Part next(Part part, String mark, String file, int line) {
    if (part == Part.SHARED && mark.equals("begin")) {
      return Part.SOLUTION;
    }
    if (part == Part.SOLUTION && mark.equals("starter")) {
      return Part.STARTER;
    }
    if (part != Part.SHARED && mark.equals("end")) {
      return Part.SHARED;
    }
    throw new IllegalArgumentException(
        "%s:%d: `// exercise::%s` is out of order: begin, starter, end"
            .formatted(file, line, mark));
  }

  private static String uncommented(String line, String file, int number) {
    var matcher = IN_THE_STARTER.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          file
              + ":"
              + number
              + ": what stands in the starter is written as a comment, `// like this`");
    }
    var text = matcher.group(2);
    return text == null ? "" : matcher.group(1) + text;
  }
}
