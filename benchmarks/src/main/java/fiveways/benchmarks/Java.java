package fiveways.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class of this module in a JVM of its own. */
final class Java {
  private Java() {}

  /** Starts it; its standard error is this one's. */
  static Process start(Class<?> main, List<String> flags, List<String> arguments)
      throws IOException {
    return start(ClassPath.own(), main, flags, arguments);
  }

  /** The same on another class path. */
  static Process start(String classPath, Class<?> main, List<String> flags, List<String> arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-preview"); // what models are compiled with
    command.add("-XX:+UseSerialGC");
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
  }

  /**
   * Called by a process that is started so: it ends when its standard input does, which is when
   * whoever started it has ended, however that came.
   */
  static void endWithInput() {
    Thread.ofPlatform().daemon().name("life line").start(Java::haltAtEndOfInput);
  }

  private static void haltAtEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // whoever started this is still there
      }
    } catch (IOException gone) {
      // and now it is not
    }
    Runtime.getRuntime().halt(1);
  }
}
