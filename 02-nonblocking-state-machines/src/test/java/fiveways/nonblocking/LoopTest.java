package fiveways.nonblocking;

import static fiveways.contract.tck.Patience.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.api.Batching;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.Failed;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Together;
import fiveways.contract.tck.Client;
import fiveways.contract.tck.Patience;
import fiveways.contract.tck.Running;
import fiveways.contract.tck.ScriptedPeer;
import fiveways.nonblocking.engine.Lifetime;
import fiveways.nonblocking.engine.Listener;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.Machine;
import fiveways.nonblocking.engine.Part;
import fiveways.nonblocking.engine.Timer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What machines rely on: the loop sleeps while there is nothing to do, and no end overtakes. */
class LoopTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(300);
  private static final int MANY = 4_000;

  private final Lifetime lifetime = Lifetime.forMany("loop");
  private final Loop loop = lifetime.loop();

  @AfterEach
  void close() {
    lifetime.close();
  }

  private <T> T onLoop(Supplier<T> task) throws Exception {
    var done = new CompletableFuture<T>();
    loop.execute(() -> done.complete(task.get()));
    return done.get();
  }

  /** A loop that wakes for nothing would do so all the time. */
  @Test
  void while_nothing_happens_it_does_not_wake() throws Exception {
    var settings = HeartbeatSettings.defaults().withPeriod(HOUR).withSilence(HOUR);
    try (var echo = new Echo(EchoSettings.defaults(), lifetime);
        var heartbeat = new Heartbeat(settings, lifetime);
        var one = Client.of(echo.address());
        var other = Client.of(heartbeat.address())) {
      for (var client : List.of(one, other)) {
        client.sendLine("hello");
        assertThat(client.readLine()).isEqualTo("hello");
      }
      long before = onLoop(loop::turns);
      Thread.sleep(Patience.forNothing()); // in which there would be time for a great many
      assertThat(loop.turns() - before)
          .as("turns while two clients are idle, and timers are set")
          .isLessThanOrEqualTo(1); // back to sleep
    }
  }

  /** An interest in room to write, or in lines that nobody takes yet, would keep it awake. */
  @Test
  void while_streams_are_silent_or_held_back_it_does_not_wake() throws Exception {
    try (var silent = ScriptedPeer.silent();
        var pushing = ScriptedPeer.playing(client -> client.send("event\n".repeat(1_000_000)))) {
      var peer = silent.peer();
      var merge = new Merge().merge(new Merging(peer, peer, peer, HOUR));
      var batching = new Batching(pushing.peer(), peer, HOUR).withWaiting(10);
      var dashboard = new Dashboard().dashboard(batching);
      var ends = new ArrayBlockingQueue<Outcome>(2);
      var machines =
          onLoop(() -> Stream.of(merge, dashboard).map(one -> one.on(loop, ends::add)).toList());
      loop.execute(() -> machines.forEach(Machine::start));
      eventually("all are connected to").until(() -> silent.connections().size() == 4);
      eventually("it sleeps")
          .until(() -> {
            long before = loop.turns();
            Thread.sleep(Patience.forNothing()); // in which there would be time for a great many
            return loop.turns() == before;
          });
      loop.execute(() -> machines.forEach(Machine::cancel));
      assertThat(List.of(ends.take(), ends.take()))
          .allSatisfy(end -> assertThat(end).asString().contains("cancelled in state Idle"));
    }
  }

  /** Closed with something unread, a connection is reset; what was under way then is lost. */
  @Test
  void somebody_who_says_a_lot_is_sent_everything_before_the_close() throws Exception {
    var events = ("x".repeat(999) + "\n").repeat(500);
    var said = new CountDownLatch(1);
    try (var model = new NonblockingModel();
        var viewer = new ServerSocket();
        var source =
            ScriptedPeer.playing(client -> {
              said.await();
              client.send(events);
              client.endOutput();
            })) {
      viewer.setReceiveBufferSize(16 * 1024); // so that most waits here when all is written
      viewer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var peer = new Peer((InetSocketAddress) viewer.getLocalSocketAddress());
      var running = Running.run(model, model.dashboard(new Batching(source.peer(), peer, HOUR)));
      try (var connection = viewer.accept()) {
        connection.getOutputStream().write("what is this?\n".repeat(3_000).getBytes(US_ASCII));
        said.countDown();
        long since = System.nanoTime();
        eventually("it has ended, or takes long: then there is no room for all in the kernel")
            .until(() -> running.hasEnded() || System.nanoTime() - since > SOON.toNanos());
        assertThat(connection.getInputStream().readAllBytes())
            .asString(US_ASCII)
            .isEqualTo("BATCH 500\n" + events + "END\n");
      }
      assertThat(running.await().outcome()).isEqualTo(Batching.end());
    }
  }

  /** What is waited for in each select ends after the deadline, and not a little before, again. */
  @Test
  void it_wakes_once_for_a_timer() throws Exception {
    var rang = new CompletableFuture<Long>();
    var delay = Duration.ofNanos(20_300_000); // between two milliseconds
    long before =
        onLoop(() -> {
          loop.after(delay, () -> rang.complete(loop.turns()));
          return loop.turns();
        });
    assertThat(rang.get() - before).as("turns until it rang").isEqualTo(1);
  }

  /** Each machine starts the next when it fails, which it does at once. */
  @Test
  void thousands_of_machines_that_fail_at_once_do_not_pile_up() throws Exception {
    var nobody = new CompletableFuture<Integer>();
    Operation failing =
        (on, end) -> () -> on.execute(() -> end.accept(new Failed(new IOException())));
    loop.execute(() -> startNext(failing, 1, nobody));
    assertThat(nobody.get()).isEqualTo(MANY);
  }

  private void startNext(Operation operation, int number, CompletableFuture<Integer> last) {
    Consumer<Outcome> next =
        _ -> {
          if (number == MANY) {
            last.complete(number);
          } else {
            startNext(operation, number + 1, last);
          }
        };
    operation.on(loop, next).start();
  }

  /** The same with our own: no end of theirs ever comes from within start. */
  @Test
  void no_machine_ends_within_its_start() throws Exception {
    var nowhere = new Peer(new InetSocketAddress("255.255.255.255", 1));
    var ask = new Timeout().ask(nowhere, "hello");
    var operations =
        List.of(
            ask,
            new Timeout().within(HOUR, ask),
            new Race().firstOf(HOUR, List.of(ask)),
            new Race().using(new Resource<>(ask, _ -> ask, HOUR), _ -> ask),
            new Progress().all(Together.allAtOnce(), List.of(ask)),
            new Progress().all(Together.allAtOnce(), List.of()));
    for (var operation : operations) {
      var end = new CompletableFuture<Outcome>();
      boolean early =
          onLoop(() -> {
            Machine machine = operation.on(loop, end::complete);
            machine.start();
            return end.isDone();
          });
      assertThat(early).as("it ended within start()").isFalse();
      assertThat(end.get()).as("it ended later").isNotNull();
    }
  }

  /** Who writes a machine may break what it promises; who races it need not know. */
  @Test
  void a_part_ends_once_and_later_whatever_its_machine_does() throws Exception {
    var broken = new IllegalArgumentException("broken");
    var fatal = new AssertionError("fatal");
    Operation early = (_, end) -> () -> end.accept(new Line("early"));
    Operation twice =
        (on, end) ->
            () -> {
              on.execute(() -> end.accept(new Line("once")));
              on.execute(() -> end.accept(new Line("twice")));
            };
    Operation unmade =
        (_, _) -> {
          throw broken;
        };
    Operation unstarted =
        (_, end) ->
            () -> {
              end.accept(new Failed(broken));
              throw fatal;
            };
    Operation erring =
        (_, _) -> {
          throw fatal;
        };
    assertThat(endsOf(early)).containsExactly(new Line("early"));
    assertThat(endsOf(twice)).containsExactly(new Line("once"));
    assertThat(endsOf(unmade)).containsExactly(new Failed(broken));
    assertThat(endsOf(unstarted)).containsExactly(new Failed(broken));
    assertThat(endsOf(erring))
        .singleElement()
        .extracting(LoopTest::causeOfFailure)
        .isEqualTo(fatal);
  }

  private static Throwable causeOfFailure(Outcome outcome) {
    return switch (outcome) {
      case Failed(var cause) -> requireNonNull(cause.getCause());
      case Reply reply -> throw new AssertionError(reply);
    };
  }

  private List<Outcome> endsOf(Operation operation) throws Exception {
    var ends = new ArrayList<Outcome>();
    boolean early =
        onLoop(() -> {
          new Part(loop, operation::on, ends::add).start();
          return !ends.isEmpty();
        });
    assertThat(early).as("it ended within start()").isFalse();
    return onLoop(() -> List.copyOf(ends)); // a task later than those that tell an end
  }

  /** An error is the end of the step that it came from, which is told, and of nobody else. */
  @Test
  void an_error_ends_nobody_but_its_own() throws Exception {
    var told = new CompletableFuture<Exception>();
    var handler =
        new Loop.Handler() {
          @Override
          public void ready() {
            throw new AssertionError("there is no channel");
          }

          @Override
          public void failed(Exception cause) {
            told.complete(cause);
            throw new StackOverflowError("in the failure itself");
          }
        };
    var missing = new NoClassDefFoundError("no descriptor to load it with");
    loop.execute(
        handler,
        () -> {
          throw missing;
        });
    assertThat(told.get()).hasCause(missing);
    assertThat(onLoop(() -> "goes on")).isEqualTo("goes on");
  }

  /** Out of descriptors, and a client is waiting: the selector would say so again and again. */
  @Test
  void a_listener_that_cannot_accept_rests_and_does_not_spin() throws Exception {
    var guests = new ArrayBlockingQueue<SocketChannel>(1);
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var listener = new Listener(loop, any, OptionalInt.empty(), guests::add);
    onLoop(() -> {
      listener.want();
      listener.failed(new IOException("Too many open files"));
      return true;
    });
    try (var client = Client.of(listener.address())) {
      long before = onLoop(loop::turns);
      try (var guest = guests.take()) {
        assertThat(loop.turns() - before).as("turns until it was accepted").isLessThan(5);
        assertThat(guest.isConnected()).isTrue();
      }
      assertThat(client.socket().isConnected()).isTrue();
    } finally {
      onLoop(() -> {
        listener.close();
        return true;
      });
    }
  }

  /** Who would wait on the loop for the loop is told so, and not left waiting. */
  @Test
  void the_loop_does_not_wait_for_itself() {
    try (var model = new NonblockingModel()) {
      Operation nested =
          (on, end) ->
              () ->
                  on.execute(() -> {
                    try {
                      end.accept(model.run((_, e) -> () -> e.accept(new Line("never"))));
                    } catch (Exception refused) {
                      end.accept(new Failed(refused));
                    }
                  });
      assertThatThrownBy(() -> model.run(nested))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("must not wait for itself");
    }
  }

  /** To drop a timer is to forget it, with all that it refers to. */
  @Test
  void dropped_timers_are_gone() throws Exception {
    var fired = new ArrayList<Integer>();
    onLoop(() -> {
      var timers = new ArrayList<Timer>();
      for (int i = 0; i < MANY; i++) {
        int number = i;
        timers.add(loop.after(Duration.ofMillis(1), () -> fired.add(number)));
      }
      timers.subList(1, MANY).forEach(Timer::drop);
      return true;
    });
    eventually("the one that was not dropped rings").until(() -> onLoop(() -> fired.size()) > 0);
    assertThat(onLoop(() -> List.copyOf(fired))).containsExactly(0);
  }
}
