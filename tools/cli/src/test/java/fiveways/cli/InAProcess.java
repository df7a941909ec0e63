package fiveways.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command in a process of its own, as the script starts it: for signals and exit codes. */
final class InAProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  InAProcess(String... words) throws IOException {
    var command = new ArrayList<>(notIgnoringSignals());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-preview",
            "-Dfiveways.home=" + System.getProperty("fiveways.home"),
            "-cp",
            System.getProperty("java.class.path"),
            Course.class.getName()));
    command.addAll(List.of(words));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = process.inputReader();
  }

  /** A shell's background jobs ignore SIGINT, and so would their children: a build of this too. */
  private static List<String> notIgnoringSignals() throws IOException {
    var prefix = List.of("env", "--default-signal=INT");
    var trial = new ArrayList<>(prefix);
    trial.add("true");
    try {
      return new ProcessBuilder(trial).start().waitFor() == 0 ? prefix : List.of();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  String readLine() throws IOException {
    var line = out.readLine();
    if (line == null) {
      throw new IOException("it has ended");
    }
    return line;
  }

  /** The port of the line {@code listening on HOST:PORT}. */
  int port() throws IOException {
    var line = readLine();
    if (!line.matches("listening on 127\\.0\\.0\\.1:\\d+")) {
      throw new IOException("it said: " + line);
    }
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  void signal(String name) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + name + " failed");
    }
  }

  String rest() throws IOException {
    return new String(
        process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Its exit code; waits for the end, patiently. */
  int exit() throws InterruptedException {
    if (!process.waitFor(
        fiveways.contract.tck.Patience.forAnEvent().toMillis() * 3, TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the command does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
