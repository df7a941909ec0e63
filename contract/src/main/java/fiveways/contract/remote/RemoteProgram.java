package fiveways.contract.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveways.contract.tck.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A program in another process that speaks the remote protocol, or should. Whatever it does, nobody
 * waits for it for ever: what is not the protocol, or does not come in time, breaks it, once and
 * for all; it is then ended, and whoever waits is told why, with one sentence. May be called from
 * any thread.
 */
public final class RemoteProgram implements AutoCloseable {
  /** A JVM that has to be started by a script that builds is slow. */
  private static final Duration TO_GREET = Duration.ofSeconds(30);

  private static final Duration TO_END_BY_ITSELF = Duration.ofSeconds(2);

  /** Who has been started and not ended: at the end of this JVM, they end, too. */
  private static final Map<Process, Boolean> RUNNING = new ConcurrentHashMap<>();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.keySet().forEach(RemoteProgram::kill)));
  }

  private final Process process;
  private final LastWords said;
  private final BlockingQueue<byte[]> toWrite = new LinkedBlockingQueue<>();
  private final Map<Long, CompletableFuture<Command>> waiting = new ConcurrentHashMap<>();
  private final CompletableFuture<Command> greeting = new CompletableFuture<>();
  private final CompletableFuture<String> trouble = new CompletableFuture<>();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong placeholders = new AtomicLong();
  private volatile boolean closing;

  private RemoteProgram(Process process) {
    this.process = process;
    this.said = new LastWords(process.getErrorStream());
    RUNNING.put(process, true);
    var _ = process.onExit().thenRun(() -> RUNNING.remove(process));
    Thread.ofPlatform().daemon().name("tck-remote-reader").start(this::read);
    Thread.ofPlatform().daemon().name("tck-remote-writer").start(this::write);
  }

  /**
   * Starts it, and waits until it has greeted.
   *
   * @param command the program and its arguments
   * @throws IOException with one sentence, if there is no such program, or it does not speak the
   *     protocol
   */
  public static RemoteProgram start(List<String> command) throws IOException {
    return start(command, OptionalInt.empty(), Patience.scaled(TO_GREET));
  }

  /**
   * The same.
   *
   * @param descriptors how many files and sockets it may have open; needs a POSIX shell
   */
  static RemoteProgram start(List<String> command, OptionalInt descriptors) throws IOException {
    return start(command, descriptors, Patience.scaled(TO_GREET));
  }

  /** The same; it has so long to greet. */
  static RemoteProgram start(List<String> command, OptionalInt descriptors, Duration toGreet)
      throws IOException {
    var words = new ArrayList<String>();
    if (descriptors.isPresent()) {
      var limited = "ulimit -n " + descriptors.getAsInt() + " && exec \"$@\"";
      words.addAll(List.of("sh", "-c", limited, "sh"));
    }
    words.addAll(command);
    var shown = String.join(" ", command);
    Process process;
    try {
      process = new ProcessBuilder(words).start();
    } catch (IOException missing) {
      throw new IOException("the program '" + shown + "' cannot be started", missing);
    }
    var program = new RemoteProgram(process);
    try {
      program.greeted(toGreet);
      return program;
    } catch (ProgramBroken broken) {
      program.close();
      throw new IOException(
          "'" + shown + "' does not speak the remote protocol: " + broken.getMessage(), broken);
    }
  }

  private void greeted(Duration limit) {
    var first = await(greeting, "greet", limit);
    var protocol = first.json().get("protocol");
    if (protocol == null || !protocol.isInt() || protocol.intValue() != 1) {
      throw broken("its first line is no greeting with \"protocol\":1: " + shown(first.json()));
    }
  }

  /** What it calls itself: for people. */
  public String name() {
    var name = greeting.join().json().get("name");
    return name != null && name.isString() ? Wire.shown(name.stringValue()) : "a program";
  }

  /** Which scenarios it says that it has. */
  public List<String> scenarios() {
    var scenarios = new ArrayList<String>();
    for (var scenario : greeting.join().json().path("scenarios")) {
      scenarios.add(scenario.stringValue(""));
    }
    return List.copyOf(scenarios);
  }

  /** Whether it says that it has an operation that knows nothing of deadlines. */
  boolean hasOpaque() {
    return greeting.join().json().path("opaque").booleanValue(false);
  }

  Process process() {
    return process;
  }

  /** Whether it has kept the protocol so far, and lives. */
  boolean isSound() {
    return !trouble.isDone() && process.isAlive();
  }

  /** A number that it has not been told before. */
  long nextPlaceholder() {
    return placeholders.incrementAndGet();
  }

  static ObjectNode command(String verb) {
    return Wire.object().put("do", verb);
  }

  /** A command that has been sent, and not yet been answered. */
  record Sent(long id, String verb, CompletableFuture<Command> answer) {}

  /** Sends it; does not wait. */
  Sent send(ObjectNode command) {
    long id = ids.incrementAndGet();
    var sent = new Sent(id, command.get("do").stringValue(), new CompletableFuture<>());
    waiting.put(id, sent.answer());
    // In the order of a reader: who, what, and how.
    var line = Wire.object().put("id", id);
    line.setAll(command);
    toWrite.add(Wire.line(line));
    if (trouble.isDone()) {
      sent.answer().completeExceptionally(new ProgramBroken(trouble.join()));
    }
    return sent;
  }

  /**
   * Sends it, and waits for the answer, which has to come soon; an interrupt does not cut that
   * short, and is restored.
   */
  Answer ask(ObjectNode command) {
    var sent = send(command);
    return await(sent, Patience.forAnEvent());
  }

  /** Waits for the answer; an interrupt does not cut that short, and is restored. */
  Answer await(Sent sent, Duration limit) {
    return new Answer(this, sent, await(sent.answer(), "answer " + sent.verb(), limit));
  }

  private Command await(CompletableFuture<Command> answer, String what, Duration limit) {
    boolean interrupted = false;
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        try {
          return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          throw late(what, limit);
        } catch (ExecutionException e) {
          throw told();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Waits for the answer. When this thread is interrupted, the command is cancelled, and has to be
   * over soon; the interrupt is restored.
   *
   * @param afterCancel how soon
   */
  Answer awaitOrCancel(Sent sent, Duration limit, Duration afterCancel) {
    try {
      var answer = sent.answer().get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return new Answer(this, sent, answer);
    } catch (TimeoutException e) {
      throw late("answer " + sent.verb(), limit);
    } catch (InterruptedException e) {
      var _ = send(command("cancel").put("of", sent.id()));
      var answer = await(sent, afterCancel);
      Thread.currentThread().interrupt();
      return answer;
    } catch (ExecutionException e) {
      throw told();
    }
  }

  private ProgramBroken late(String what, Duration limit) {
    return broken("it did not %s within %d ms".formatted(what, limit.toMillis()));
  }

  /** With the stack of whoever waited, and the first reason. */
  private ProgramBroken told() {
    return new ProgramBroken(trouble.join());
  }

  /** The first trouble is the one that is told; it ends the program. */
  ProgramBroken broken(String why) {
    trouble.complete("the program's fault: " + why + said.shown());
    var told = new ProgramBroken(trouble.join());
    greeting.completeExceptionally(told);
    waiting.values().forEach(answer -> answer.completeExceptionally(told));
    kill(process);
    return new ProgramBroken(trouble.join());
  }

  private void read() {
    var in = new Wire(process.getInputStream());
    try {
      for (var line = in.next(); line.isPresent(); line = in.next()) {
        take(new Command(line.get()));
        if (trouble.isDone()) {
          return;
        }
      }
      var _ = broken(ended());
    } catch (Wire.Garbage garbage) {
      var _ = broken("it said " + garbage.getMessage());
    } catch (IOException gone) {
      var _ = broken(ended());
    }
  }

  private void take(Command line) {
    if (greeting.complete(line)) {
      return;
    }
    long id;
    try {
      id = line.id("id");
    } catch (IllegalArgumentException nameless) {
      var _ = broken("it said what answers no command: " + shown(line.json()));
      return;
    }
    var known = waiting.remove(id);
    if (known == null) {
      var _ = broken("it answered what nobody had asked, or asked twice: " + shown(line.json()));
    } else {
      known.complete(line);
    }
  }

  private String ended() {
    if (closing) {
      return "it was ended";
    }
    try {
      return process.waitFor(TO_END_BY_ITSELF.toMillis(), TimeUnit.MILLISECONDS)
          ? "it ended with exit code " + process.exitValue()
          : "it closed its standard output and lives on";
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this reader", e);
    }
  }

  private void write() {
    try (var out = process.getOutputStream()) {
      while (!trouble.isDone()) {
        var line = toWrite.poll(100, TimeUnit.MILLISECONDS);
        if (line != null) {
          if (line.length == 0) {
            return; // the end of the input tells it to end
          }
          out.write(line);
          out.flush();
        }
      }
    } catch (IOException gone) {
      // the reader notices as well, and knows more
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this writer", e);
    }
  }

  /** Ends its input, which tells it to end; ends it if it does not. Waits until it is gone. */
  @Override
  public void close() {
    closing = true;
    toWrite.add(new byte[0]);
    boolean interrupted = Thread.interrupted();
    try {
      if (isSound()) {
        var _ = process.waitFor(TO_END_BY_ITSELF.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    var _ = broken("it was ended");
    process.onExit().join();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** With all that it has started. */
  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  static String shown(JsonNode json) {
    return Wire.shown(json.toString());
  }

  /** What came on its standard error last: often it says there what is wrong. */
  private static final class LastWords {
    private static final int KEPT = 2_000;
    private final StringBuilder last = new StringBuilder();

    LastWords(java.io.InputStream err) {
      Thread.ofPlatform().daemon().name("tck-remote-errors").start(() -> keep(err));
    }

    private void keep(java.io.InputStream err) {
      var chunk = new byte[1024];
      try (err) {
        for (int n; (n = err.read(chunk)) >= 0; ) {
          synchronized (last) {
            last.append(new String(chunk, 0, n, UTF_8));
            last.delete(0, Math.max(0, last.length() - KEPT));
          }
        }
      } catch (IOException gone) {
        // that was all
      }
    }

    String shown() {
      synchronized (last) {
        return Optional.of(last.toString().strip())
            .filter(text -> !text.isEmpty())
            .flatMap(text ->
                // Not where it was thrown, in Java's traces, but what.
                text.lines().filter(line -> !line.startsWith("\t")).reduce((_, line) -> line))
            .map(text -> "; the last line on its standard error: " + Wire.shown(text))
            .orElse("");
      }
    }
  }
}
