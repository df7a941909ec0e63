package fiveways.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In every model: its style binds it from its first class on. */
class HonestStyleTest {
  private final HonestStyle rule = new HonestStyle();
  @TempDir Path folder;

  /** A class whose line 4 does this. */
  private Example example(Leaf model, String name, String statement) {
    var simple = name.substring(name.lastIndexOf('/') + 1);
    return Example.in(folder)
        .java(
            model,
            name,
            """
            class %s {
              void act() throws Exception {
                %s
              }
            }
            """
                .formatted(simple, statement));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BLOCKING    | java.nio.channels.Selector.open();                    | waits by blocking",
        "BLOCKING    | Thread.startVirtualThread(() -> {});                  | platform threads",
        "BLOCKING    | java.util.List.<Runnable>of().forEach(Thread::startVirtualThread); | platform",
        "BLOCKING    | new java.util.concurrent.CompletableFuture<String>(); | composing futures",
        "NONBLOCKING | new Thread(() -> {});                                 | one thread, its loop",
        "NONBLOCKING | new java.util.concurrent.ConcurrentHashMap<>();       | shares nothing",
        "NONBLOCKING | new java.util.concurrent.CountDownLatch(1).await();   | shares nothing",
        "NONBLOCKING | java.util.concurrent.locks.LockSupport.park();         | shares nothing",
        "NONBLOCKING | Thread.startVirtualThread(() -> {});                  | one thread, its loop",
        "CHANNELS    | new java.util.concurrent.locks.ReentrantLock();        | belongs to one actor",
        "CHANNELS    | this.notifyAll();                                      | belongs to one actor",
        "CHANNELS    | synchronized (this) {}                                | belongs to one actor",
        "CHANNELS    | new java.util.concurrent.atomic.AtomicInteger();      | belongs to one actor",
        "VIRTUAL     | Thread.ofVirtual().start(() -> {});                   | outside a scope",
        "VIRTUAL     | java.util.concurrent.Executors.newCachedThreadPool(); | belongs to a scope",
        "VIRTUAL     | new java.util.concurrent.CompletableFuture<String>(); | block, and let the scope",
        "VIRTUAL     | new java.util.Timer();                                | a sleeping fork",
        "COMBINATORS | Thread.sleep(1);                                      | nothing blocks the loop",
        "COMBINATORS | reactor.core.publisher.Mono.just(1).block();           | nothing blocks the loop",
        "COMBINATORS | reactor.core.publisher.Flux.just(1).blockLast();       | nothing blocks the loop",
        "COMBINATORS | reactor.core.publisher.Flux.just(1).toIterable();      | nothing blocks the loop",
        "COMBINATORS | new java.util.concurrent.CompletableFuture<String>().get(); | nothing blocks",
        "COMBINATORS | new java.util.concurrent.Semaphore(1).acquire();       | nothing blocks the loop",
        "COMBINATORS | new java.net.Socket();                                 | nothing blocks the loop",
        "COMBINATORS | new java.util.concurrent.CountDownLatch(1).await();   | nothing blocks the loop",
      })
  void another_models_style_is_found(Leaf model, String statement, String advice) {
    var findings = rule.check(example(model, "Odd", statement).compiled().house());
    assertThat(findings).as("findings").isNotEmpty();
    Example.assertFinding(
        findings.getFirst(), rule.name(), model.sources() + "/Odd.java", 4, "Odd uses ", advice);
  }

  @Test
  void a_volatile_field_in_03_is_found() {
    Example.in(folder)
        .java(Leaf.CHANNELS, "Odd", "class Odd {\n  volatile int shared;\n}\n")
        .compiled()
        .isFoundBy(rule, Leaf.CHANNELS.sources() + "/Odd.java", 1, "Odd uses volatile");
  }

  @Test
  void a_type_in_a_signature_is_found() {
    Example.in(folder)
        .java(
            Leaf.BLOCKING,
            "Odd",
            "class Odd { java.util.List<java.util.concurrent.CompletableFuture<String>> odd; }")
        .compiled()
        .isFoundBy(rule, Leaf.BLOCKING.sources() + "/Odd.java", 1, "CompletableFuture");
  }

  @Test
  void semaphores_are_allowed_in_04_and_atomics_in_02() {
    example(Leaf.VIRTUAL, "Fine", "new java.util.concurrent.Semaphore(1).acquire();")
        .compiled()
        .isFine(rule);
    example(Leaf.NONBLOCKING, "Fine", "new java.util.concurrent.atomic.AtomicBoolean();")
        .compiled()
        .isFine(rule);
  }

  /** What design says that a model may do, though it looks like what it may not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NONBLOCKING | Fine             | throw new java.util.concurrent.CancellationException();",
        "NONBLOCKING | Fine             | java.util.concurrent.TimeUnit.SECONDS.toNanos(1);",
        "NONBLOCKING | engine/Promise   | synchronized (this) { this.wait(); }",
        "CHANNELS    | engine/Clock     | Thread.sleep(1);",
        "CHANNELS    | engine/Actor     | Thread.ofVirtual().start(() -> {});",
        "CHANNELS    | engine/Actor     | com.softwaremill.jox.Channel.newRendezvousChannel().send(1);",
        "COMBINATORS | engine/Outside   | new java.util.concurrent.CompletableFuture<String>().get();",
        "COMBINATORS | Fine             | reactor.core.publisher.Mono.just(1).map(i -> i).subscribe();",
        "COMBINATORS | Fine             | new java.util.concurrent.atomic.AtomicLong();",
      })
  void what_looks_alike_is_allowed(Leaf model, String name, String statement) {
    example(model, name, statement).compiled().isFine(rule);
  }

  @Test
  void in_02_one_class_of_the_engine_has_the_loops_thread() {
    var start = "Thread.ofPlatform().start(() -> {});";
    example(Leaf.NONBLOCKING, "engine/Loop", start).compiled().isFine(rule);
    var second = example(Leaf.NONBLOCKING, "engine/Second", start).compiled().house();
    assertThat(rule.check(second))
        .isNotEmpty()
        .allSatisfy(finding ->
            assertThat(finding.advice()).contains("Second uses java.lang.Thread", "one thread"));
  }

  @Test
  void a_deliberate_mistake_may_do_anything() {
    example(Leaf.VIRTUAL, "BrokenTimeout", "new java.util.Timer();").compiled().isFine(rule);
  }

  @Test
  void one_class_of_the_engine_may_own_threads_and_no_second_one() {
    var start = "Thread.ofVirtual().unstarted(() -> {});";
    example(Leaf.VIRTUAL, "engine/Root", start).compiled().isFine(rule);
    var findings = rule.check(example(Leaf.VIRTUAL, "engine/Second", start).compiled().house());
    assertThat(findings).as("findings").isNotEmpty();
    Example.assertFinding(
        findings.getFirst(),
        rule.name(),
        Leaf.VIRTUAL.sources() + "/engine/Second.java",
        4,
        "Second uses java.lang.Thread",
        "one class of engine/");
  }
}
