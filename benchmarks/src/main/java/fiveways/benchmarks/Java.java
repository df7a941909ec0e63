package fiveways.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class of this module in a JVM of its own, on the same class path. */
final class Java {
  private Java() {}

  /** Starts it; its standard error is this one's. */
  static Process start(Class<?> main, List<String> flags, List<String> arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-preview"); // what models are compiled with
    command.add("-XX:+UseSerialGC");
    command.addAll(flags);
    command.addAll(List.of("-cp", ClassPath.own(), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
  }
}
