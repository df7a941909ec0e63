package fiveways.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A contract, or some rules of it, run once in a fresh JVM. */
public final class RulesRun {

  /**
   * How it went.
   *
   * @param tests in the order in which they ended
   * @param torn why the process did not come to its end; empty if it did
   */
  public record Report(List<Tested> tests, Optional<String> torn) {

    /** The rules that some test found broken. */
    public TreeSet<String> broken() {
      var broken = new TreeSet<String>();
      tests.forEach(test -> test.broken().ifPresent(broken::add));
      return broken;
    }

    /** The rules that were tested to the end, broken or not. */
    public TreeSet<String> tested() {
      var tested = new TreeSet<String>();
      tests.forEach(test -> tested.add(test.rule()));
      return tested;
    }
  }

  private RulesRun() {}

  /**
   * Runs it, and waits for its end. An interrupt of this thread does not end it, but the limit
   * does.
   *
   * @param log where everything goes that the contract and the model print
   * @param limit then the process is ended, and the report says so
   * @param asItHappens told each test as it ends, in this thread
   */
  public static Report inAFreshJvm(
      Class<?> contract,
      Collection<String> rules,
      List<String> flags,
      Path log,
      Duration limit,
      Consumer<Tested> asItHappens)
      throws IOException {
    var tests = new ArrayList<Tested>();
    var arguments = List.of(contract.getName(), String.join(",", rules));
    var alarm = new Timer("course-limit", true);
    try (var child = ChildJvm.start(RulesHost.class, Redirect.to(log.toFile()), flags, arguments)) {
      var late = new Late(child);
      alarm.schedule(late, limit.toMillis());
      for (var line = child.readLine(); line.isPresent(); line = child.readLine()) {
        if (line.get().equals(RulesHost.DONE)) {
          return new Report(List.copyOf(tests), Optional.empty());
        }
        Tested.fromLine(line.get())
            .ifPresent(test -> {
              tests.add(test);
              asItHappens.accept(test);
            });
      }
      return new Report(
          List.copyOf(tests),
          Optional.of(
              late.came
                  ? "its process was ended after " + Text.plain(limit)
                  : "its process ended too early: see " + log));
    } finally {
      alarm.cancel();
    }
  }

  private static final class Late extends TimerTask {
    private final ChildJvm child;
    private volatile boolean came;

    Late(ChildJvm child) {
      this.child = child;
    }

    @Override
    public void run() {
      came = true;
      child.kill();
    }
  }
}
