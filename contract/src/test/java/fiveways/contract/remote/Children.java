package fiveways.contract.remote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of small JVMs on this class path. */
final class Children {
  private Children() {}

  static List<String> java(Class<?> main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  static List<String> odd(String how) {
    return java(OddProgram.class, how);
  }

  static List<String> hosting(Class<?> subject) {
    return java(Host.class, subject.getName());
  }
}
