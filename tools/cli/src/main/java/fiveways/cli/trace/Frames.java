package fiveways.cli.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A stack trace for people: our own frames by class, method and line, others counted. */
final class Frames {
  private static final Map<String, String> OTHERS =
      Map.of(
          "java.", "JDK",
          "jdk.", "JDK",
          "sun.", "JDK",
          "reactor.", "Reactor",
          "io.netty.", "Netty",
          "com.softwaremill.", "Jox",
          "picocli.", "picocli");
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

  private Frames() {}

  /** Whether it is of the course, and not of a library or the JDK. */
  static boolean isOurs(StackTraceElement frame) {
    return frame.getClassName().startsWith("fiveways.");
  }

  /** A line for each of our frames, and one for each run of others. */
  static List<String> folded(List<StackTraceElement> trace) {
    var lines = new ArrayList<String>();
    var others = new LinkedHashMap<String, Integer>();
    for (var frame : trace) {
      if (isOurs(frame)) {
        addCounted(lines, others);
        lines.add(line(frame));
      } else {
        others.merge(library(frame), 1, Integer::sum);
      }
    }
    addCounted(lines, others);
    return lines;
  }

  private static void addCounted(List<String> lines, Map<String, Integer> others) {
    if (!others.isEmpty()) {
      lines.add(
          others.entrySet().stream()
              .map(one -> one.getValue() + " of " + one.getKey())
              .collect(Collectors.joining(", ", "(", ")")));
      others.clear();
    }
  }

  private static String library(StackTraceElement frame) {
    return OTHERS.entrySet().stream()
        .filter(one -> frame.getClassName().startsWith(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("others");
  }

  /** {@code Timeout.ask:51}; a lambda has the name of the method that it is written in. */
  static String line(StackTraceElement frame) {
    var type = frame.getClassName();
    var method = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$1");
    return "%s.%s:%d"
        .formatted(
            type.substring(type.lastIndexOf('.') + 1).replace('$', '.'),
            method,
            frame.getLineNumber());
  }
}
