package fiveways.cli.exercises;

import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.practice.Effort;
import fiveways.practice.Manifest;
import fiveways.practice.Problem;
import fiveways.practice.Verdict;
import fiveways.practice.Verdict.NotCompiled;
import fiveways.practice.Verdict.NotEnded;
import fiveways.practice.Verdict.TestEnd;
import fiveways.practice.Verdict.Tested;
import fiveways.practice.Verdict.UsesForbidden;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Tells a verdict to a student: first what is right, and of what is not, where to look. */
final class VerdictText {
  private static final int INDENT = 4;

  /** Of one failure; who prints more than that has not failed in a way that many lines tell. */
  private static final int LINES = 24;

  private static final int PROBLEMS = 5;

  private final Terminal terminal;
  private final Exercise exercise;

  VerdictText(Terminal terminal, Exercise exercise) {
    this.terminal = terminal;
    this.exercise = exercise;
  }

  void tell(Verdict verdict) throws IOException {
    switch (verdict) {
      case NotCompiled not -> problems(not.problems());
      case UsesForbidden uses -> {
        terminal.line(bad("It uses what this exercise does without:"));
        uses.advice().forEach(advice -> lines(advice, INDENT));
      }
      case NotEnded not -> notEnded(not);
      case Tested tested -> exercise.manifest().rules().forEach(rule -> rule(rule, tested.tests()));
    }
  }

  // ---- it does not compile

  private void problems(List<Problem> problems) throws IOException {
    terminal.line(bad("It does not compile yet:"));
    for (var problem : problems.subList(0, Math.min(PROBLEMS, problems.size()))) {
      lines(problem.sentence(), INDENT);
      source(problem).ifPresent(line -> terminal.line(" ".repeat(INDENT + 2) + quiet(line)));
    }
    if (problems.size() > PROBLEMS) {
      terminal.line(
          quiet(
              "    and %d more; one often causes the next".formatted(problems.size() - PROBLEMS)));
    }
  }

  private Optional<String> source(Problem problem) throws IOException {
    if (problem.line() < 1) {
      return Optional.empty();
    }
    var lines = Files.readAllLines(exercise.folder().resolve(problem.file()));
    return problem.line() > lines.size()
        ? Optional.empty()
        : Optional.of(lines.get((int) problem.line() - 1).strip());
  }

  // ---- it does not end

  private void notEnded(NotEnded not) {
    not.ended().stream().filter(test -> !test.passed()).limit(3).forEach(this::failure);
    lines(not.how(), 0).forEach(line -> terminal.line(bad(line)));
    if (!not.stuck().cycle().isEmpty()) {
      terminal.line("  A deadlock: each waits for the next one, and the last for the first.");
      not.stuck().cycle().forEach(line -> lines(line, INDENT));
    } else if (!not.stuck().threads().isEmpty()) {
      terminal.line("  Where your code was then:");
      not.stuck().threads().forEach(line -> lines(line, INDENT));
    }
    if (not.stuck().threads().isEmpty() && !not.unended().isEmpty()) {
      terminal.line(quiet("  These had begun: " + String.join(", ", words(not.unended()))));
    }
    if (!not.output().isBlank()) {
      terminal.line(quiet("  It printed:"));
      not.output().lines().limit(5).forEach(line -> terminal.line(quiet("    " + clean(line))));
    }
  }

  private static List<String> words(List<String> tests) {
    return tests.stream().map(VerdictText::words).toList();
  }

  // ---- its tests ran

  private void rule(Manifest.Graded rule, List<TestEnd> all) {
    var tests = all.stream().filter(test -> test.rule().equals(rule.rule())).toList();
    var failed = tests.stream().filter(test -> !test.passed()).toList();
    var mark =
        failed.isEmpty()
            ? terminal.style(Style.GOOD, terminal.glyphs().held())
            : terminal.style(Style.BAD, terminal.glyphs().broken());
    terminal.line(
        "%s %s  %d of %d points, %s"
            .formatted(
                mark,
                terminal.strong("%-7s".formatted(rule.rule())),
                failed.isEmpty() ? rule.points() : 0,
                rule.points(),
                Text.count(tests.size(), "test")));
    if (!failed.isEmpty()) {
      lines(rule.here(), INDENT);
      failed.forEach(this::failure);
    }
  }

  private void failure(TestEnd test) {
    terminal.line("");
    terminal.line(
        "  %s %s %s"
            .formatted(
                bad(terminal.glyphs().broken()),
                terminal.strong(words(test.test())),
                quiet("after " + Text.time(test.took()))));
    test.message()
        .lines()
        .map(String::stripTrailing)
        .filter(line -> !line.isBlank())
        .limit(LINES)
        .forEach(line -> lines(clean(line), INDENT));
    if (!test.at().isEmpty()) {
      terminal.line(
          "    look at " + terminal.style(Style.MARK, String.join("; ", first(test.at()))));
    }
  }

  private static List<String> first(List<String> lines) {
    return lines.subList(0, Math.min(3, lines.size()));
  }

  /** {@code TIME_4_who_is_late_is_disconnected} without what is said already. */
  private static String words(String test) {
    return test.replaceFirst("^[A-Z]+_\\d+_", "").replace('_', ' ');
  }

  /** Nothing that it says is obeyed by a terminal. */
  private static String clean(String line) {
    return line.replaceAll("\\p{Cntrl}", "?");
  }

  // ---- it is right

  /** What it took, beside what it took us. */
  void effort() throws IOException {
    var starter = exercise.starter();
    if (starter.isEmpty()) {
      return;
    }
    terminal.line("What it took you: " + cost(Effort.between(starter, exercise.answer())) + ".");
    var ours = exercise.ours();
    ours.ifPresent(us -> terminal.line("What it took us:  " + cost(us) + "."));
  }

  private static String cost(Effort effort) {
    return "%d code lines added, %d changed, %d removed; %d decision points more"
        .formatted(effort.added(), effort.changed(), effort.removed(), effort.decisions());
  }

  private List<String> lines(String text, int indent) {
    var lines = Text.indented(text, indent);
    if (indent > 0) {
      lines.forEach(terminal::line);
    }
    return lines;
  }

  private String bad(String text) {
    return terminal.style(Style.BAD, text);
  }

  private String quiet(String text) {
    return terminal.quiet(text);
  }
}
