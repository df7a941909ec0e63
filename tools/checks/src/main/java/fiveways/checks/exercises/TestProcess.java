package fiveways.checks.exercises;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs somebody's tests: small, watched, and gone after {@link #end}. */
final class TestProcess {
  private static final int OUTPUT = 64 * 1024;

  private final Process process;
  private final Thread reader;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  private TestProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().name("output").start(this::drain);
  }

  static TestProcess start(Path folder, String classPath, Path tests, Path results)
      throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new TestProcess(
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xmx128m",
                    "-Xshare:auto",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dpatience=" + System.getProperty("fiveways.patience", "1"),
                    "-cp",
                    classPath,
                    RunTests.class.getName(),
                    tests.toString(),
                    results.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start());
  }

  /** Whether it ends in that time. */
  boolean ends(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What it has said so far: the beginning, if it said a lot. */
  String output() {
    synchronized (output) {
      return output.toString(UTF_8);
    }
  }

  /** Reads all that it says, so that it is not held up, and keeps a part. */
  private void drain() {
    var buffer = new byte[8192];
    try (var in = process.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (output) {
          output.write(buffer, 0, Math.min(n, OUTPUT - output.size()));
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
