package fiveways.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A main class of this command in a JVM of its own, on the same class path. Its standard input is
 * its life line: it ends when that does, so that nobody's end leaves it behind.
 */
public final class ChildJvm implements AutoCloseable {
  /** 04 is compiled with preview, and the leak check reads the JVM's register of threads. */
  private static final List<String> FLAGS =
      List.of(
          "--enable-preview",
          "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
          "-XX:+UseSerialGC");

  private static final Duration TO_END_BY_ITSELF = Duration.ofSeconds(5);

  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;

  private ChildJvm(Process process) {
    this.process = process;
    this.out = process.inputReader();
    this.in = process.outputWriter();
  }

  /**
   * Starts it.
   *
   * @param err where its standard error goes
   * @param flags more flags of the JVM
   */
  public static ChildJvm start(
      Class<?> main, Redirect err, List<String> flags, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    System.getProperties()
        .forEach((name, value) -> {
          if (name.toString().startsWith("fiveways.")) {
            command.add("-D" + name + "=" + value);
          }
        });
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ChildJvm(new ProcessBuilder(command).redirectError(err).start());
  }

  /** The next line it says; empty at its end. Blocks until then. */
  public Optional<String> readLine() throws IOException {
    return Optional.ofNullable(out.readLine());
  }

  /** Says a line to it, and waits for the line that it answers. */
  public String ask(String line) throws IOException {
    in.write(line);
    in.newLine();
    in.flush();
    return readLine().orElseThrow(() -> new IOException("the process has ended: " + this));
  }

  /** Its memory that is in RAM just now, in bytes; empty where the system does not show it. */
  public Optional<Long> residentBytes() {
    try {
      var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(process.pid())).start();
      try (var line = ps.inputReader()) {
        return Optional.ofNullable(line.readLine())
            .map(String::strip)
            .filter(kib -> kib.matches("\\d+"))
            .map(kib -> Long.parseLong(kib) * 1024);
      }
    } catch (IOException noSuchProgram) {
      return Optional.empty();
    }
  }

  /** Ends it at once. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Lets it end by itself, for a while; then ends it. Waits until it is gone. */
  @Override
  public void close() {
    boolean interrupted = false;
    try {
      in.close();
      if (!process.waitFor(TO_END_BY_ITSELF.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException alreadyGone) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      interrupted = true;
      process.destroyForcibly();
    }
    process.onExit().join();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "process " + process.pid();
  }
}
