package fiveways.nonblocking;

import static fiveways.contract.tck.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fiveways.contract.api.Batching;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Outcome;
import fiveways.contract.tck.Client;
import fiveways.contract.tck.Running;
import fiveways.contract.tck.ScriptedPeer;
import fiveways.contract.tck.Threads;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.Machine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What this model does better than others. */
class StrengthsTest {
  private static final Duration SOON = Duration.ofMillis(50);

  /** Servers with clients, deadlines, streams, waits for clients: all of it is one thread. */
  @Test
  void everything_takes_one_thread() throws Exception {
    var clients = new ArrayList<Client>();
    var operations = new ArrayList<Running>();
    try (var peer = ScriptedPeer.silent();
        var model = new NonblockingModel();
        var echo = model.echo(EchoSettings.defaults());
        var heartbeat = model.heartbeat(HeartbeatSettings.defaults());
        var acceptor = model.acceptor(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var connection = model.connect(peer.peer())) {
      for (int i = 0; i < 50; i++) {
        clients.add(Client.of(echo.address()));
        clients.add(Client.of(heartbeat.address()));
      }
      for (int i = 0; i < 10; i++) {
        operations.add(
            Running.run(model, model.within(Duration.ofHours(1), model.ask(peer.peer(), "?"))));
      }
      var silent = peer.peer();
      operations.add(Running.run(model, model.merge(new Merging(silent, silent, silent, SOON))));
      operations.add(Running.run(model, model.dashboard(new Batching(silent, silent, SOON))));
      operations.add(Running.run(model, acceptor.acceptOne()));
      operations.add(Running.run(model, connection.readLine()));
      eventually("all are served").until(() -> echo.connections() + heartbeat.connections() == 100);
      var _ = peer.connection(15);
      assertThat(Threads.alive().values().stream().filter("loop"::equals).count()).isEqualTo(1);
      assertThat(Threads.alive().values())
          .as("threads that are neither the loop's nor this test's")
          .noneMatch(name -> name.matches("(echo|heartbeat|accept|read|call|alarm).*"));
      clients.forEach(Client::close);
      operations.forEach(Running::interrupt);
    }
  }

  /** Between two events nobody else runs: what machines share needs no lock. */
  @Test
  void machines_share_a_counter_without_a_lock() throws Exception {
    var counter = new Counter();
    var runs = new ArrayList<Running>();
    try (var model = new NonblockingModel()) {
      for (int i = 0; i < 8; i++) {
        runs.add(Running.run(model, (loop, end) -> new Adding(loop, end, counter, 1_000)));
      }
      for (var run : runs) {
        assertThat(run.await().outcome()).isEqualTo(new Line("added"));
      }
    }
    assertThat(counter.value).isEqualTo(8_000);
  }

  private static final class Counter {
    int value; // of all the loop's machines
  }

  private record Adding(Loop loop, Consumer<Outcome> end, Counter counter, int left)
      implements Machine {
    @Override
    public void start() {
      loop.execute(() -> {
        counter.value++;
        if (left == 1) {
          end.accept(new Line("added"));
        } else {
          new Adding(loop, end, counter, left - 1).start();
        }
      });
    }
  }

  /** Where a machine stands is a value with a name, so that it can be told. */
  @Test
  void a_timeout_tells_in_which_state_the_machine_stood() throws Exception {
    try (var model = new NonblockingModel();
        var peer = ScriptedPeer.silent()) {
      eventually("one is cut off while it reads, and not before")
          .until(
              () -> {
                var late =
                    catchThrowableOfType(
                        TimeoutException.class,
                        () -> model.run(model.within(SOON, model.ask(peer.peer(), "hello"))));
                return late.getSuppressed()[0].getMessage();
              },
              "cancelled in state Reading"::equals);
    }
  }

  /** And so is where each attempt of a race stood. */
  @Test
  void of_a_race_too_a_timeout_tells_how_far_each_attempt_had_got() throws Exception {
    try (var model = new NonblockingModel();
        var peer = ScriptedPeer.silent()) {
      var attempts = List.of(model.ask(peer.peer(), "one"), model.ask(peer.peer(), "other"));
      var race = model.within(SOON, model.firstOf(Duration.ZERO, attempts));
      eventually("both are cut off while they read, and not before")
          .until(
              () -> {
                var late = catchThrowableOfType(TimeoutException.class, () -> model.run(race));
                var cancelled = late.getSuppressed()[0];
                return Stream.concat(Stream.of(cancelled), Stream.of(cancelled.getSuppressed()))
                    .map(Throwable::getMessage)
                    .toList();
              },
              List.of(
                      "cancelled in state Racing",
                      "cancelled in state Reading",
                      "cancelled in state Reading")
                  ::equals);
    }
  }
}
