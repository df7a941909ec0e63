package fiveways.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** The JDK's own compiler, in this process: once it is warm, an exercise takes a few blinks. */
final class Compiler {
  private Compiler() {}

  /**
   * Compiles all Java files of these folders, in place of whatever was compiled before.
   *
   * @param classes where the classes go; emptied first
   * @return what is wrong; empty if it compiles
   */
  static List<Problem> compile(
      Path folder, List<String> sources, Path classes, String classPath, List<String> flags)
      throws IOException {
    clear(classes);
    var problems = new DiagnosticCollector<JavaFileObject>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
      var units = files.getJavaFileObjectsFromPaths(javaFiles(folder, sources));
      var options = new ArrayList<>(List.of("--release", "25", "-parameters", "-g", "-proc:none"));
      options.addAll(flags);
      options.addAll(List.of("-d", classes.toString(), "-cp", classPath));
      compiler.getTask(null, files, problems, options, null, units).call();
    }
    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(problem -> problem(folder, problem))
        .toList();
  }

  private static void clear(Path classes) throws IOException {
    if (Files.isDirectory(classes)) {
      try (Stream<Path> old = Files.walk(classes)) {
        for (var path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(classes);
  }

  private static Problem problem(Path folder, Diagnostic<? extends JavaFileObject> problem) {
    var message = problem.getMessage(Locale.ROOT);
    return Optional.<JavaFileObject>ofNullable(problem.getSource())
        .map(file ->
            new Problem(
                folder.relativize(Path.of(file.getName())).toString().replace('\\', '/'),
                problem.getLineNumber(),
                message))
        .orElseGet(() -> new Problem("", -1, message));
  }

  private static List<Path> javaFiles(Path folder, List<String> sources) throws IOException {
    var files = new ArrayList<Path>();
    for (var source : sources) {
      var root = folder.resolve(source);
      if (Files.isDirectory(root)) {
        try (Stream<Path> below = Files.walk(root)) {
          below.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
        }
      }
    }
    return files;
  }
}
