package fiveways.practice;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All threads of this process, virtual ones too, as the JVM writes them down (JEP 444): where each
 * is, which locks it holds, and for which it waits.
 */
final class ThreadDump {
  private static final Pattern HEAD = Pattern.compile("#(\\d+) \"(.*)\" (?:virtual )?[A-Z_]+ .*");
  private static final Pattern FRAME =
      Pattern.compile("    at (?:[^/(]+/)?([^/(]+)\\.([^.(]+)\\(([^:)]+)(?::(\\d+))?\\)");
  private static final Pattern LOCKED = Pattern.compile("    - locked <(.+?)>.*");
  private static final Pattern WAITS =
      Pattern.compile(
          "    - (?:waiting to lock|parking to wait for) +<(.+?)>(?:.*owner #(\\d+))?.*");

  /** One thread. */
  private static final class Seen {
    final String name;
    final List<StackTraceElement> stack = new ArrayList<>();
    final List<String> holds = new ArrayList<>();
    Optional<String> waitsFor = Optional.empty();
    Optional<String> owner = Optional.empty();

    Seen(String name) {
      this.name = name;
    }
  }

  private final Map<String, Seen> threads = new LinkedHashMap<>();

  private ThreadDump() {}

  /**
   * Looks at all threads of this process.
   *
   * @param file to be written and read; must not be there yet
   */
  static ThreadDump take(Path file) throws IOException {
    Files.deleteIfExists(file);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(file.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
    return parse(Files.readAllLines(file));
  }

  static ThreadDump parse(List<String> lines) {
    var dump = new ThreadDump();
    var current = new Seen("nobody");
    for (var line : lines) {
      var head = HEAD.matcher(line);
      if (head.matches()) {
        current = new Seen(head.group(2).isEmpty() ? "thread " + head.group(1) : head.group(2));
        dump.threads.put(head.group(1), current);
      } else {
        detail(current, line);
      }
    }
    return dump;
  }

  private static void detail(Seen thread, String line) {
    var frame = FRAME.matcher(line);
    var locked = LOCKED.matcher(line);
    var waits = WAITS.matcher(line);
    if (frame.matches()) {
      thread.stack.add(frame(frame));
    } else if (locked.matches()) {
      thread.holds.add(locked.group(1));
    } else if (waits.matches()) {
      thread.waitsFor = Optional.of(waits.group(1));
      thread.owner = Optional.ofNullable(waits.group(2));
    }
  }

  private static StackTraceElement frame(Matcher frame) {
    int line = frame.group(4) == null ? -1 : Integer.parseInt(frame.group(4));
    return new StackTraceElement(frame.group(1), frame.group(2), frame.group(3), line);
  }

  /** Those that are in the submission's code: who, where, and what for. */
  List<String> inside(OwnLines own) {
    return threads.values().stream().flatMap(thread -> at(thread, own).stream()).toList();
  }

  private Optional<String> at(Seen thread, OwnLines own) {
    for (int i = 0; i < thread.stack.size(); i++) {
      var frame = thread.stack.get(i);
      if (own.isOwn(frame)) {
        var where = "\"%s\" is at %s".formatted(thread.name, OwnLines.line(frame));
        return Optional.of(where + doing(thread, i));
      }
    }
    return Optional.empty();
  }

  private String doing(Seen thread, int at) {
    var holder = holder(thread);
    if (holder.isPresent()) {
      return ", and waits for a lock that \"" + holder.get().name + "\" holds";
    }
    if (at == 0) {
      return ", and runs";
    }
    var called = thread.stack.get(at - 1);
    return ", waiting in %s.%s"
        .formatted(called.getClassName().replaceFirst(".*[.$]", ""), called.getMethodName());
  }

  private Optional<Seen> holder(Seen thread) {
    var named = thread.owner.flatMap(id -> Optional.ofNullable(threads.get(id)));
    return named.or(() ->
        thread.waitsFor.flatMap(lock ->
            threads.values().stream()
                .filter(other -> other != thread && other.holds.contains(lock))
                .findFirst()));
  }

  /** If some wait for each other in a circle: each of them, and whom it waits for. Else empty. */
  List<String> cycle(OwnLines own) {
    for (var first : threads.values()) {
      var way = new LinkedHashSet<Seen>();
      var next = Optional.of(first);
      while (next.isPresent() && way.add(next.get())) {
        next = holder(next.get());
      }
      if (next.isPresent() && next.get() == first) {
        return way.stream().map(thread -> waits(thread, own)).toList();
      }
    }
    return List.of();
  }

  private String waits(Seen thread, OwnLines own) {
    var where =
        thread.stack.stream()
            .filter(own::isOwn)
            .findFirst()
            .map(OwnLines::line)
            .orElse("elsewhere");
    return "\"%s\" (%s) waits for a lock that \"%s\" holds"
        .formatted(thread.name, where, holder(thread).orElseThrow().name);
  }
}
