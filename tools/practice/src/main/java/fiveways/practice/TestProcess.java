package fiveways.practice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs somebody's tests: small, watched, and gone after {@link #end}. */
final class TestProcess {
  private static final int OUTPUT = 64 * 1024;

  private final Process process;
  private final Thread reader;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private long unseen;

  private TestProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().name("output").start(this::drain);
  }

  static TestProcess start(
      Path folder, List<Path> classPath, List<String> flags, List<String> arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx128m",
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dpatience=" + System.getProperty("fiveways.patience", "1")));
    command.addAll(flags);
    var path = new ArrayList<>(classPath.stream().map(Path::toString).toList());
    path.add(System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, path), RunTests.class.getName()));
    command.addAll(arguments);
    return new TestProcess(
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start());
  }

  /** Whether it ends in that time. */
  boolean ends(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** With what it ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** What it has said so far: the beginning, if it said a lot. */
  String output() {
    synchronized (output) {
      var text = output.toString(UTF_8);
      return unseen == 0 ? text : text + "\n(and " + unseen + " bytes more)";
    }
  }

  /** Reads all that it says, so that it is not held up, and keeps a part. */
  private void drain() {
    var buffer = new byte[8192];
    try (var in = process.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (output) {
          int kept = Math.min(n, OUTPUT - output.size());
          output.write(buffer, 0, kept);
          unseen += n - kept;
        }
      }
    } catch (IOException theProcessIsGone) {
      // All that it said has been read.
    }
  }

  /** Ends it and what it started. */
  void end() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    reader.join();
  }
}
