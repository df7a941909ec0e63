package fiveways.practice;

import fiveways.practice.Verdict.NotEnded;
import fiveways.practice.Verdict.Stuck;
import fiveways.practice.Verdict.TestEnd;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Judges a submission: compiles it in this process, looks for what it may not use, and runs its
 * tests in a process of their own with a limit on time, memory and output. That process is no
 * sandbox: it is for people who mean well.
 *
 * @param manifest of the exercise
 * @param tests the folders with the tests, from the exercise's folder
 * @param limit how long one test may take; all of them together may take six times as long
 */
public record Judge(Manifest manifest, List<String> tests, Duration limit) {
  /** Where what is compiled goes, below the exercise's folder. */
  private static final String TARGET = "target/practice";

  private static final int OUT_OF_MEMORY = 3; // HotSpot's exit code of ExitOnOutOfMemoryError

  /** What a student has: the public tests, and a quarter of a minute for each. */
  public static Judge ofPublicTests(Manifest manifest) {
    return new Judge(manifest, List.of("src/test/java"), Duration.ofSeconds(15));
  }

  /**
   * Blocks until the tests have ended or were ended; an interrupt ends them.
   *
   * @param folder of the submission; what is compiled goes to {@code target} there
   * @throws IllegalStateException if the exercise itself is at fault
   */
  public Verdict judge(Path folder) throws IOException, InterruptedException {
    var main = folder.resolve(TARGET + "/classes");
    var problems = Compiler.compile(folder, List.of("src/main/java"), main, "", List.of());
    if (!problems.isEmpty()) {
      return new Verdict.NotCompiled(problems);
    }
    var forbidden = forbidden(main);
    if (!forbidden.isEmpty()) {
      return new Verdict.UsesForbidden(forbidden);
    }
    var compiled = folder.resolve(TARGET + "/test-classes");
    var classPath = main + File.pathSeparator + System.getProperty("java.class.path");
    problems = Compiler.compile(folder, tests, compiled, classPath, List.of());
    return problems.isEmpty() ? run(folder, main, compiled) : new Verdict.NotCompiled(problems);
  }

  private List<String> forbidden(Path classes) {
    return ClassUse.below(classes, "src/main/java/").stream()
        .filter(type -> manifest.mayChange().contains(type.file()))
        .flatMap(type -> manifest.forbidden().stream().flatMap(rule -> uses(type, rule).limit(1)))
        .distinct()
        .toList();
  }

  private static Stream<String> uses(ClassUse type, Manifest.Forbidden rule) {
    var picks = rule.uses().stream().map(Pick::of).toList();
    return type.uses().entrySet().stream()
        .filter(use -> picks.stream().anyMatch(pick -> pick.matches(use.getKey())))
        .map(use ->
            "%s:%d: uses %s. %s"
                .formatted(type.file(), use.getValue(), use.getKey(), rule.advice()));
  }

  private Verdict run(Path folder, Path main, Path compiled)
      throws IOException, InterruptedException {
    var notes = folder.resolve(TARGET + "/notes").toAbsolutePath();
    Files.deleteIfExists(notes);
    var arguments = new ArrayList<String>();
    arguments.addAll(
        List.of(
            compiled.toAbsolutePath().toString(),
            main.toAbsolutePath().toString(),
            notes.toString(),
            String.valueOf(limit.toMillis())));
    manifest.mayChange().forEach(file -> arguments.add(file.replaceFirst(".*/", "")));
    var path = List.of(compiled.toAbsolutePath(), main.toAbsolutePath());
    var process = TestProcess.start(folder, path, List.of(), arguments);
    try {
      boolean ended = process.ends(limit.multipliedBy(6));
      var written = Files.exists(notes) ? Files.readAllLines(notes) : List.<String>of();
      var seen = written.stream().map(Note::parse).toList();
      return ended && has(seen, Note.END)
          ? tested(seen, process.output())
          : notEnded(how(seen, ended, process), seen, process.output());
    } finally {
      process.end();
    }
  }

  private String how(List<Note> seen, boolean ended, TestProcess process) {
    if (has(seen, Note.LATE)) {
      return "%s had not ended after %d s".formatted(first(seen, Note.LATE), limit.toSeconds());
    }
    if (has(seen, Note.EXIT)) {
      return "the program ended itself at " + first(seen, Note.EXIT);
    }
    if (!ended) {
      return "the tests had not ended after %d s".formatted(limit.multipliedBy(6).toSeconds());
    }
    return process.exitCode() == OUT_OF_MEMORY
        ? "the program used up its memory, 128 MB"
        : "the tests' own process ended before they had, with exit code " + process.exitCode();
  }

  private static boolean has(List<Note> seen, String word) {
    return seen.stream().anyMatch(note -> note.word().equals(word));
  }

  private static String first(List<Note> seen, String word) {
    return all(seen, word).getFirst();
  }

  private static List<String> all(List<Note> seen, String word) {
    return seen.stream()
        .filter(note -> note.word().equals(word))
        .map(note -> note.field(0))
        .toList();
  }

  private Verdict notEnded(String how, List<Note> seen, String output) {
    var stuck = new Stuck(all(seen, Note.THREAD), all(seen, Note.CYCLE));
    var unended = new LinkedHashSet<>(all(seen, Note.BEGUN));
    unended.removeAll(all(seen, Note.ENDED));
    return new NotEnded(how, stuck, ends(seen), List.copyOf(unended), output);
  }

  private Verdict tested(List<Note> seen, String output) {
    var ends = ends(seen);
    var graded = manifest.rules().stream().map(Manifest.Graded::rule).toList();
    var rules = ends.stream().map(TestEnd::rule).toList();
    if (!rules.containsAll(graded)) {
      throw new IllegalStateException(manifest.title() + " has rules that no test ran for");
    }
    return new Verdict.Tested(ends, output);
  }

  private List<TestEnd> ends(List<Note> seen) {
    return seen.stream()
        .filter(note -> note.word().equals(Note.ENDED))
        .map(note ->
            new TestEnd(
                note.field(0),
                rule(note.field(0)),
                note.field(1).equals("true"),
                Duration.ofMillis(Long.parseLong(note.field(2))),
                note.field(3),
                note.field(4).lines().toList()))
        .toList();
  }

  private String rule(String test) {
    return manifest.rules().stream()
        .map(Manifest.Graded::rule)
        .filter(rule -> test.startsWith(rule.replace('-', '_') + "_"))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "%s: test %s carries no rule of exercise.json".formatted(manifest.title(), test)));
  }
}
