package fiveways.contract.tck;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How many instances of each class are reachable: what a timer that nobody will ever hear of shows
 * in. Counting collects the garbage first.
 *
 * @param instances by class name
 */
record ClassCensus(Map<String, Long> instances) {
  private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

  static ClassCensus now() {
    var first = count();
    try {
      return new ClassCensus(count()); // which has also counted what a census takes itself
    } finally {
      Reference.reachabilityFence(first);
    }
  }

  private static Map<String, Long> count() {
    var instances = new LinkedHashMap<String, Long>();
    histogram()
        .lines()
        .map(LINE::matcher)
        .filter(line -> line.matches())
        .forEach(line -> instances.merge(line.group(2), Long.valueOf(line.group(1)), Long::sum));
    return instances;
  }

  /** The classes that have so many more instances now, and how many more. */
  Map<String, Long> grownBy(long atLeast) {
    return count().entrySet().stream()
        .map(now ->
            Map.entry(now.getKey(), now.getValue() - instances.getOrDefault(now.getKey(), 0L)))
        .filter(growth -> growth.getValue() >= atLeast)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** For a message: those of them that have grown the most. */
  String mostGrownBy(long atLeast) {
    return grownBy(atLeast).entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(3)
        .map(growth -> growth.getValue() + " of " + growth.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String histogram() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException("this JVM does not count its instances", e);
    }
  }
}
