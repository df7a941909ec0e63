package fiveways.checks.exercises;

import fiveways.checks.ClassUse;
import fiveways.checks.Pick;
import fiveways.contract.tck.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Grades a submission: compiles it in this process, looks for what it may not use, and runs its
 * tests, public and hidden, in a process of their own with a limit on time, memory and output. That
 * process is no sandbox: it is for people who mean well.
 */
final class Grader {
  private final Exercise exercise;
  private final Duration limit;

  /**
   * @param limit how long the tests of a submission may take together
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
  Grade grade(Submission submission, Path folder) throws IOException, InterruptedException {
    submission.writeTo(exercise, folder);
    var main = folder.resolve("target/classes");
    var errors = compile(folder, List.of("src/main/java"), main, "");
    if (!errors.isEmpty()) {
      return new Grade.NotCompiled(errors);
    }
    var forbidden = forbidden(main);
    if (!forbidden.isEmpty()) {
      return new Grade.UsesForbidden(forbidden);
    }
    var tests = folder.resolve("target/test-classes");
    var libraries = System.getProperty("java.class.path");
    var classPath = main + java.io.File.pathSeparator + libraries;
    errors = compile(folder, List.of("src/test/java", "src/hidden/java"), tests, classPath);
    return errors.isEmpty()
        ? run(folder, tests, tests + java.io.File.pathSeparator + classPath)
        : new Grade.NotCompiled(errors);
  }

  private static List<String> compile(
      Path folder, List<String> sources, Path classes, String classPath) throws IOException {
    var problems = new DiagnosticCollector<JavaFileObject>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
      var units = files.getJavaFileObjectsFromPaths(javaFiles(folder, sources));
      Files.createDirectories(classes);
      var options =
          List.of(
              "--release",
              "25",
              "-parameters",
              "-proc:none",
              "-d",
              classes.toString(),
              "-cp",
              classPath);
      compiler.getTask(null, files, problems, options, null, units).call();
    }
    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(problem -> place(folder, problem) + problem.getMessage(Locale.ROOT))
        .toList();
  }

  private static String place(Path folder, Diagnostic<? extends JavaFileObject> problem) {
    return Optional.<JavaFileObject>ofNullable(problem.getSource())
        .map(file ->
            folder.relativize(Path.of(file.getName())) + ":" + problem.getLineNumber() + ": ")
        .orElse("");
  }

  private static List<Path> javaFiles(Path folder, List<String> sources) throws IOException {
    var files = new ArrayList<Path>();
    for (var source : sources) {
      var root = folder.resolve(source);
      if (Files.isDirectory(root)) {
        try (Stream<Path> below = Files.walk(root)) {
          below.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
        }
      }
    }
    return files;
  }

  private List<String> forbidden(Path classes) {
    var mine = exercise.manifest().mayChange();
    return ClassUse.below(classes, "src/main/java/").stream()
        .filter(type -> mine.contains(type.file()))
        .flatMap(type ->
            exercise.manifest().forbidden().stream().flatMap(rule -> uses(type, rule).limit(1)))
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

  private Grade run(Path folder, Path tests, String classPath)
      throws IOException, InterruptedException {
    var results = folder.resolve("target/results");
    var process = TestProcess.start(folder, classPath, tests, results);
    try {
      if (!process.ends(limit)) {
        return new Grade.NotEnded(
            "its tests had not ended after " + limit.toSeconds() + " s", process.output());
      }
      var lines = Files.exists(results) ? Files.readAllLines(results) : List.<String>of();
      return lines.contains(RunTests.END)
          ? tested(lines)
          : new Grade.NotEnded("its tests ended their own JVM", process.output());
    } finally {
      process.end();
    }
  }

  private Grade tested(List<String> lines) {
    Set<String> kept = new TreeSet<>();
    Set<String> broken = new TreeSet<>();
    var failures = new ArrayList<String>();
    for (var line : lines) {
      if (!line.equals(RunTests.END)) {
        var result = RunTests.Result.parse(line);
        var rule = rule(result.test());
        kept.add(rule);
        if (!result.passed()) {
          broken.add(rule);
          failures.add(result.test() + ": " + result.message());
        }
      }
    }
    var graded = exercise.manifest().rules().stream().map(Manifest.Graded::rule).toList();
    if (!kept.containsAll(graded)) {
      throw new IllegalStateException(exercise.slug() + " has rules that no test ran for");
    }
    kept.removeAll(broken);
    return new Grade.Tested(kept, failures);
  }

  private String rule(String test) {
    return Spec.ruleOf(test)
        .filter(id -> exercise.manifest().rules().stream().anyMatch(r -> r.rule().equals(id)))
        .orElseThrow(() ->
            new IllegalStateException(
                "%s: test %s carries no rule of exercise.json".formatted(exercise.slug(), test)));
  }
}
