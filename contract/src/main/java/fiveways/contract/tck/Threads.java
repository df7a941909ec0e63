package fiveways.contract.tck;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every thread that is alive, virtual ones too.
 *
 * <p>The JVM keeps a register of them, {@code jdk.internal.vm.ThreadContainers}, which is open to
 * those who were started with {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}: our
 * build and the course's command are. Where it is closed (in an IDE, say), the diagnostic dump has
 * to do. It goes by way of a file, and in JDK 25 it has been seen to take the JVM down with it when
 * a virtual thread ended just then (JDK-8364343).
 */
public final class Threads {
  private static final Pattern DUMPED = Pattern.compile("#(\\d+) \"(.*?)\".*");
  private static final Optional<Register> REGISTER = Register.open();

  private Threads() {}

  /** Names by number. */
  public static Map<Long, String> alive() {
    return registered().orElseGet(Threads::dumped);
  }

  /** From the register; empty if it is closed. */
  static Optional<Map<Long, String>> registered() {
    return REGISTER.map(register ->
        register
            .threads()
            .collect(Collectors.toMap(Thread::threadId, Thread::getName, (a, _) -> a)));
  }

  /** From the diagnostic dump. */
  static Map<Long, String> dumped() {
    return dump()
        .lines()
        .map(DUMPED::matcher)
        .filter(line -> line.matches())
        .collect(
            Collectors.toMap(
                line -> Long.valueOf(line.group(1)), line -> line.group(2), (a, _) -> a));
  }

  /** The JVM's own register: containers of threads, and of containers. */
  private record Register(Object root, Method children, Method members) {

    /** Empty if this JVM was not told to open it. */
    static Optional<Register> open() {
      try {
        var root = Class.forName("jdk.internal.vm.ThreadContainers").getMethod("root");
        var container = Class.forName("jdk.internal.vm.ThreadContainer");
        return Optional.of(
            new Register(
                root.invoke(null),
                container.getMethod("children"),
                container.getMethod("threads")));
      } catch (ReflectiveOperationException closed) {
        return Optional.empty();
      }
    }

    Stream<Thread> threads() {
      return threads(root);
    }

    private Stream<Thread> threads(Object container) {
      return Stream.concat(
          many(members, container).map(Thread.class::cast),
          many(children, container).flatMap(this::threads));
    }

    private static Stream<?> many(Method method, Object container) {
      try {
        return (Stream<?>) method.invoke(container);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the register of threads is open, and yet closed", e);
      }
    }
  }

  private static String dump() {
    try {
      var folder = Files.createTempDirectory("fiveways-threads");
      var file = folder.resolve("dump.txt");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(
              file.toAbsolutePath().toString(),
              HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      var dump = Files.readString(file);
      Files.delete(file);
      Files.delete(folder);
      return dump;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
