package fiveways.contract.remote;

import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.Server;
import fiveways.contract.tck.Loading;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The other side of the remote protocol, for any model of this repository: opens it by its number
 * ({@code 04}), or by the name of a {@link fiveways.contract.tck.Subject}'s class, and does what it
 * is told on standard input. Answers go to what was standard output when it began; what the model
 * prints goes to standard error. It ends at once when its standard input does, so that nobody's end
 * leaves it behind.
 */
public final class Host {
  /** More than any contract needs; what would be too much is refused, and not queued. */
  private static final int MOST_CALLS = 2_000;

  private final ConcurrentMap<Long, Call> calls = new ConcurrentHashMap<>();
  private final OutputStream out;
  private final Hosted<?> hosted;

  private Host(OutputStream out, Hosted<?> hosted) {
    this.out = out;
    this.hosted = hosted;
  }

  /**
   * Serves until standard input ends; then the process ends.
   *
   * @param arguments one: a model's number or folder, or the class of a subject
   */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("Host takes one argument: a model, such as 04, or a subject's class");
      System.exit(2);
    }
    var hosted = Hosted.called(arguments[0]);
    if (hosted.isEmpty()) {
      System.err.printf(
          "there is no model '%s': choose one of %s%n",
          arguments[0], ModelProvider.all().stream().map(ModelProvider::id).toList());
      System.exit(2);
    }
    serve(hosted.orElseThrow());
  }

  /** Serves the model until standard input ends; then the process ends, at once. */
  static void serve(Hosted<?> hosted) {
    Loading.packagesOf(hosted.home(), Host.class, Server.class);
    var results = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    var host = new Host(results, hosted);
    host.send(hosted.greeting());
    host.read(new Wire(System.in));
    Runtime.getRuntime().halt(0);
  }

  /** Serves this model, as {@link #main} does: for programs that found it themselves. */
  public static void serve(ModelProvider provider) {
    serve(Hosted.of(provider));
  }

  private void read(Wire in) {
    while (true) {
      try {
        var command = in.next();
        if (command.isEmpty()) {
          return;
        }
        take(new Command(command.get()));
      } catch (Wire.Garbage garbage) {
        send(error(Optional.empty(), new IllegalArgumentException(garbage.getMessage())));
      } catch (IOException gone) {
        return;
      }
    }
  }

  private void take(Command command) {
    long id;
    try {
      id = command.id("id");
    } catch (IllegalArgumentException nameless) {
      send(error(Optional.empty(), nameless));
      return;
    }
    var call = new Call(id, command);
    if (calls.size() >= MOST_CALLS) {
      send(error(Optional.of(id), new IllegalStateException("too many commands under way")));
    } else if (calls.putIfAbsent(id, call) != null) {
      send(error(Optional.of(id), new IllegalArgumentException("the id is under way: " + id)));
    } else {
      call.start();
    }
  }

  /** One command under way, in a thread of its own, so that it can wait and be cancelled. */
  private final class Call {
    private final long id;
    private final Command command;
    private final Thread thread;
    private boolean over;

    Call(long id, Command command) {
      this.id = id;
      this.command = command;
      this.thread = Thread.ofPlatform().daemon().name("tck-host-" + id).unstarted(this::run);
    }

    void start() {
      thread.start();
    }

    private void run() {
      if (command.flag("cancelled")) {
        Thread.currentThread().interrupt();
      }
      var answer = answer();
      synchronized (this) {
        over = true;
      }
      calls.remove(id);
      send(answer);
    }

    private ObjectNode answer() {
      try {
        if (command.verb().equals("cancel")) {
          cancelCall(command.id("of"));
          return Wire.object().put("id", id).put("ok", true);
        }
        var answer = Wire.object().put("id", id);
        answer.set("ok", hosted.execute(id, command));
        return answer;
      } catch (Throwable failure) { // an Error of the model, too, is an answer
        return error(Optional.of(id), failure);
      }
    }

    /** Interrupts it, unless it is over: the thread is then another's. */
    synchronized void cancel() {
      if (!over) {
        thread.interrupt();
      }
    }
  }

  private void cancelCall(long id) {
    Optional.ofNullable(calls.get(id)).ifPresent(Call::cancel);
  }

  private static ObjectNode error(Optional<Long> id, Throwable failure) {
    var answer = Wire.object();
    id.ifPresentOrElse(known -> answer.put("id", known), () -> answer.putNull("id"));
    return Outcomes.withError(answer, failure);
  }

  /** One line at a time. Whoever cannot be answered any more is gone, and this process with it. */
  private void send(ObjectNode answer) {
    synchronized (out) {
      try {
        out.write(Wire.line(answer));
        out.flush();
      } catch (IOException gone) {
        Runtime.getRuntime().halt(0);
      }
    }
  }
}
