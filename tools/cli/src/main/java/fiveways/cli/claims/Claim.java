package fiveways.cli.claims;

import fiveways.cli.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One row of docs/claims.md.
 *
 * @param number from 1 on
 * @param text in our words
 * @param runs what tests it, one command or several
 * @param verdict what came out
 */
record Claim(int number, String text, List<Run> runs, Verdict verdict) {

  /** What a claim comes out with. */
  enum Verdict {
    SUPPORTED,
    NOT_SUPPORTED,
    DEPENDS;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * A command of the course, and what it prints if the claim is right to be judged so.
   *
   * @param words without {@code course}
   */
  record Run(List<String> words, String prints) {
    String command() {
      return "course " + String.join(" ", words);
    }
  }

  private static final Pattern ROW = Pattern.compile("^\\| *(\\d+) *\\|(.*)\\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final String COURSE = "./course ";

  /**
   * The claims of the page, in its order.
   *
   * @throws IllegalArgumentException naming the row, if one is not as it has to be
   */
  static List<Claim> of(String page) {
    var claims = new ArrayList<Claim>();
    for (var line : page.lines().toList()) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        claims.add(claim(Integer.parseInt(row.group(1)), row.group(2)));
        if (claims.getLast().number() != claims.size()) {
          throw wrong(claims.getLast().number(), "is not number " + claims.size());
        }
      }
    }
    return List.copyOf(claims);
  }

  private static Claim claim(int number, String row) {
    var cells = row.split("\\|", -1);
    if (cells.length != 5) {
      throw wrong(number, "has %d cells after its number, and not 5".formatted(cells.length));
    }
    var commands = code(cells[1]);
    var prints = code(cells[2]);
    if (commands.isEmpty() || commands.size() != prints.size()) {
      throw wrong(
          number,
          "has %d commands and tells of %d what they print"
              .formatted(commands.size(), prints.size()));
    }
    if (cells[4].isBlank()) {
      throw wrong(number, "has no conditions");
    }
    var runs =
        IntStream.range(0, commands.size())
            .mapToObj(i -> new Run(words(number, commands.get(i)), prints.get(i)))
            .toList();
    return new Claim(number, plain(cells[0]), runs, verdict(number, cells[3], cells[0]));
  }

  private static List<String> words(int number, String command) {
    if (!command.startsWith(COURSE)) {
      throw wrong(number, "has a command that is none of ./course: " + command);
    }
    return Words.command(command.substring(COURSE.length()));
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map((MatchResult code) -> code.group(1)).toList();
  }

  /** What is refuted or mixed stands in bold, the claim and the verdict. */
  private static Verdict verdict(int number, String cell, String claim) {
    for (var verdict : Verdict.values()) {
      if (plain(cell).equals(verdict.word())) {
        boolean bold = cell.strip().startsWith("**") && claim.strip().startsWith("**");
        if (bold != (verdict != Verdict.SUPPORTED)) {
          throw wrong(number, "has to be in bold if it is not supported, and only then");
        }
        return verdict;
      }
    }
    throw wrong(number, "has a verdict that is none of the three: " + cell.strip());
  }

  private static String plain(String cell) {
    return cell.replace("**", "").strip();
  }

  private static IllegalArgumentException wrong(int number, String what) {
    return new IllegalArgumentException("docs/claims.md: claim " + number + " " + what);
  }
}
