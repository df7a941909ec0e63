package fiveways.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Other programs that a command stands for: they get its terminal, and it ends as they do. */
final class Programs {
  private static final int SECONDS_TO_END = 10;

  private Programs() {}

  /** The words that start a main class in a JVM like this one. */
  static List<String> java(List<String> flags, String classPath, String main, List<String> words) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-preview");
    command.add("--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");
    Home.find().ifPresent(home -> command.add("-Dfiveways.home=" + home));
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(words);
    return command;
  }

  /** Runs it to its end, and says with what it ended. If this process is ended, so is that one. */
  static int run(ProcessBuilder program) throws IOException, InterruptedException {
    return toItsEnd(program.inheritIO().start(), _ -> {});
  }

  /** The same, but what it prints goes to this terminal, line by line. */
  static int run(ProcessBuilder program, Terminal terminal)
      throws IOException, InterruptedException {
    var process =
        program
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return toItsEnd(process, lines -> lines.lines().forEach(terminal::line));
  }

  private static int toItsEnd(Process process, Consumer<BufferedReader> reading)
      throws InterruptedException {
    var end = new Thread(() -> end(process), "course-end");
    Runtime.getRuntime().addShutdownHook(end);
    reading.accept(process.inputReader());
    int exit = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(end);
    return exit;
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }
}
