package fiveways.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where and how it was measured: without that a number means nothing to anybody else.
 *
 * @param busy a sentence for a machine that had other work when it began
 */
record Conditions(Map<String, String> entries, Optional<String> busy) {
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  Conditions {
    entries = Map.copyOf(entries);
  }

  /** As they are now, before it begins. */
  static Conditions now(List<String> words, Plan plan) {
    var size = plan.size();
    return new Conditions(
        Map.of(
            "command", "course bench " + String.join(" ", words),
            "date", started(),
            "machine", Runtime.getRuntime().availableProcessors() + " × " + cpu(),
            "system", property("os.name") + " " + property("os.version"),
            "JDK", property("java.vm.name") + " " + property("java.runtime.version"),
            "JVM's flags", String.join(" ", Rounds.FLAGS),
            "load average at start", load(),
            "each row",
                "%d rounds, each a fresh JVM: %d × %d ms to warm up, %d × %d ms measured%s"
                    .formatted(
                        size.rounds(),
                        size.warmups(),
                        size.warmup().toMillis(),
                        size.iterations(),
                        size.iteration().toMillis(),
                        plan.quick() ? " (quick: a first impression)" : ""),
            "work", SameWork.describe(plan.models())),
        busyNow());
  }

  private static String started() {
    return ZonedDateTime.now(ZoneId.systemDefault())
        .truncatedTo(ChronoUnit.SECONDS)
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private static String property(String name) {
    return System.getProperty(name, "?");
  }

  /** Of the last minute; a machine that is idle shows much less than its count of CPUs. */
  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "not known here" : String.format(Locale.ROOT, "%.2f", load);
  }

  private static Optional<String> busyNow() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    int cpus = Runtime.getRuntime().availableProcessors();
    return load < cpus / 2.0
        ? Optional.empty()
        : Optional.of(
            "BUSY: a load average of %s on %d CPUs when it began; times are about what else ran."
                .formatted(load(), cpus));
  }

  private static String cpu() {
    try (var lines = Files.lines(CPUS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(property("os.arch"));
    } catch (IOException notLinux) {
      return property("os.arch");
    }
  }

  /** One line each, by name. */
  List<String> lines() {
    return new TreeMap<>(entries)
        .entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
  }
}
