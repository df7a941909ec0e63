package fiveways.checks;

import fiveways.practice.ClassUse;
import fiveways.practice.Pick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Each model is written in its own style and borrows no other's: seen in the bytecode of its own
 * classes. A deliberate mistake ({@code Broken…}) may.
 */
final class HonestStyle implements HouseRule {

  /** Where what is banned may nevertheless be. */
  private enum But {
    /** Nowhere. */
    NEVER,
    /** In one class of engine/: who owns the thread that others run in, or waits for its end. */
    ONE_ENGINE_CLASS
  }

  /**
   * What a model does without.
   *
   * @param banned uses, as {@link Pick} reads them
   * @param except what of it is allowed
   * @param advice what to do instead
   */
  private record Ban(List<Pick> banned, List<Pick> except, But but, String advice) {
    static Ban of(String advice, String... banned) {
      return new Ban(picks(banned), List.of(), But.NEVER, advice);
    }

    Ban except(String... allowed) {
      return new Ban(banned, picks(allowed), but, advice);
    }

    Ban but(But where) {
      return new Ban(banned, except, where, advice);
    }

    boolean hits(String use) {
      return banned.stream().anyMatch(pick -> pick.matches(use))
          && except.stream().noneMatch(pick -> pick.matches(use));
    }

    private static List<Pick> picks(String... globs) {
      return Stream.of(globs).map(Pick::of).toList();
    }
  }

  private static final String[] THREADS = {
    "java.lang.Thread#<init>",
    "java.lang.Thread#start",
    "java.lang.Thread#ofVirtual",
    "java.lang.Thread#ofPlatform",
    "java.lang.Thread#startVirtualThread",
    "java.util.concurrent.Executors**",
    "java.util.concurrent.ForkJoinPool**",
    "java.util.concurrent.ThreadPoolExecutor**",
    "java.util.concurrent.ScheduledThreadPoolExecutor**",
    "java.util.Timer**"
  };

  private static final Map<Leaf, List<Ban>> STYLES =
      Map.of(
          Leaf.BLOCKING,
          List.of(
              Ban.of(
                  "01 waits by blocking a thread: give the wait a thread, or close what it waits on",
                  "java.nio.channels.Selector",
                  "java.nio.channels.SelectionKey",
                  "java.nio.channels.**#configureBlocking",
                  "java.nio.channels.Asynchronous*"),
              Ban.of(
                  "01's threads are platform threads, virtual ones are 04's: use Thread.ofPlatform()",
                  "java.lang.Thread#ofVirtual",
                  "java.lang.Thread#startVirtualThread",
                  "java.util.concurrent.Executors#newVirtualThreadPerTaskExecutor",
                  "java.util.concurrent.StructuredTaskScope**"),
              Ban.of(
                  "01 waits for a result where it needs it, composing futures is 05's way: block",
                  "java.util.concurrent.CompletableFuture**",
                  "java.util.concurrent.CompletionStage")),
          Leaf.NONBLOCKING,
          List.of(
              Ban.of("02 has one thread, its loop: make this a state of a machine", THREADS)
                  .but(But.ONE_ENGINE_CLASS),
              Ban.of(
                      "02 shares nothing between threads but a wake-up: post to the loop instead",
                      "java.util.concurrent.**")
                  .except(
                      "java.util.concurrent.atomic.**",
                      "java.util.concurrent.*Exception**",
                      "java.util.concurrent.TimeUnit**")),
          Leaf.CHANNELS,
          List.of(
              Ban.of(
                  "in 03 mutable state belongs to one actor: send it a message instead",
                  "synchronized",
                  "volatile",
                  "java.util.concurrent.locks.**",
                  "java.util.concurrent.atomic.**",
                  "java.lang.invoke.VarHandle**",
                  "java.lang.Object#wait",
                  "java.lang.Object#notify*")),
          Leaf.VIRTUAL,
          List.of(
              Ban.of(
                  "in 04 every thread belongs to a scope that awaits it: fork in a StructuredTaskScope",
                  "java.util.concurrent.Executor",
                  "java.util.concurrent.ExecutorService**",
                  "java.util.concurrent.Executors**",
                  "java.util.concurrent.*Executor**",
                  "java.util.concurrent.ForkJoin**"),
              Ban.of(
                      "in 04 nothing is forked outside a scope, but a server's root thread in one class of engine/: fork in a StructuredTaskScope",
                      "java.lang.Thread#<init>",
                      "java.lang.Thread#start",
                      "java.lang.Thread#ofVirtual",
                      "java.lang.Thread#ofPlatform",
                      "java.lang.Thread#startVirtualThread",
                      "java.lang.Thread$Builder**#start",
                      "java.lang.Thread$Builder**#unstarted")
                  .but(But.ONE_ENGINE_CLASS),
              Ban.of(
                  "04 waits by blocking a virtual thread: block, and let the scope cancel",
                  "java.util.concurrent.CompletableFuture**",
                  "java.util.concurrent.CompletionStage"),
              Ban.of(
                  "04's deadlines are a scope's or a sleeping fork's: fork one",
                  "java.util.Timer**",
                  "java.util.concurrent.Scheduled*")),
          Leaf.COMBINATORS,
          List.of(
              Ban.of(
                      "in 05 nothing blocks the loop: compose the value that is waited for",
                      "java.lang.Thread#sleep",
                      "java.lang.Thread#join",
                      "java.lang.Object#wait",
                      "java.util.concurrent.**#await",
                      "java.util.concurrent.**#acquire*",
                      "java.util.concurrent.**#lock*",
                      "java.util.concurrent.**#take",
                      "java.util.concurrent.BlockingQueue#put",
                      "java.util.concurrent.*Future#get",
                      "java.util.concurrent.CompletableFuture#join",
                      "java.net.Socket",
                      "java.net.ServerSocket",
                      "reactor.core.publisher.*#block*",
                      "reactor.core.publisher.*#toIterable",
                      "reactor.core.publisher.*#toStream")
                  .but(But.ONE_ENGINE_CLASS)));

  @Override
  public String name() {
    return "honest-style";
  }

  @Override
  public List<Finding> check(House house) {
    return house.models().stream()
        .flatMap(model ->
            STYLES.getOrDefault(model, List.of()).stream()
                .flatMap(ban -> broken(house, model, ban).stream()))
        .toList();
  }

  private List<Finding> broken(House house, Leaf model, Ban ban) {
    var findings = new ArrayList<Finding>();
    Set<String> holders = new TreeSet<>();
    for (var type : house.classes(model.folder())) {
      if (type.name().contains("Broken")) {
        continue;
      }
      for (var use : type.uses().entrySet()) {
        if (ban.hits(use.getKey()) && !mayHold(model, type, ban.but(), holders)) {
          findings.add(
              new Finding(
                  type.file(),
                  use.getValue(),
                  name(),
                  type.topLevel() + " uses " + use.getKey() + "; " + ban.advice()));
        }
      }
    }
    return findings;
  }

  private static boolean mayHold(Leaf model, ClassUse type, But but, Set<String> holders) {
    return switch (but) {
      case NEVER -> false;
      case ONE_ENGINE_CLASS -> {
        if (!type.packageName().equals(model.packageName() + ".engine")) {
          yield false;
        }
        holders.add(type.topLevel());
        yield holders.size() == 1 || holders.iterator().next().equals(type.topLevel());
      }
    };
  }
}
