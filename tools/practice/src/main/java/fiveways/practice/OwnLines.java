package fiveways.practice;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which lines of a stack are the submission's own: those whose class was compiled from it. */
final class OwnLines {
  private final Path classes;
  private final Set<String> files;

  /**
   * @param classes the folder of the exercise's main classes
   * @param files the names of the source files that a student may change: {@code Ferry.java}
   */
  OwnLines(Path classes, Set<String> files) {
    this.classes = classes;
    this.files = Set.copyOf(files);
  }

  boolean isOwn(StackTraceElement frame) {
    var file = frame.getFileName();
    return file != null
        && files.contains(file)
        && Files.exists(classes.resolve(frame.getClassName().replace('.', '/') + ".class"));
  }

  /** {@code Ferry.java:47, in sail}, innermost first; a cause's lines before those around it. */
  List<String> of(Throwable failure) {
    var lines = new ArrayList<String>();
    var causes = new ArrayList<Throwable>();
    for (var cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
      causes.addFirst(cause);
    }
    for (var cause : causes) {
      of(cause.getStackTrace()).filter(line -> !lines.contains(line)).forEach(lines::add);
    }
    return lines;
  }

  Stream<String> of(StackTraceElement[] stack) {
    return Stream.of(stack).filter(this::isOwn).map(OwnLines::line);
  }

  static String line(StackTraceElement frame) {
    return "%s:%d, in %s"
        .formatted(
            frame.getFileName(),
            frame.getLineNumber(),
            frame.getMethodName().replaceFirst("^lambda\\$(.*)\\$\\d+$", "a lambda of $1"));
  }
}
