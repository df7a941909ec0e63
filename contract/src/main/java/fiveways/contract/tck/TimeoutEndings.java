package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.RefusedException;
import fiveways.contract.api.Reply;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * TIME-5: the endings that are no timeout. An operation fails, or succeeds, and takes its timer
 * with it.
 *
 * @param <O> the model's own type of operation
 */
public abstract class TimeoutEndings<O> extends TimeoutWaits<O> {
  private static final int MANY = 2_000;

  protected TimeoutEndings(Subject<O> subject) {
    super(subject);
  }

  /** The plain operation, one deadline around it, and two. */
  final List<O> bounded(Supplier<O> operation) {
    return List.of(
        operation.get(),
        within(HOUR, operation.get()),
        within(HOUR.plusHours(1), within(HOUR, operation.get())));
  }

  private <E extends Exception> E fails(String what, Peer peer, Class<E> kind) throws Exception {
    E last = null;
    for (var operation : bounded(() -> model().ask(peer, "hello"))) {
      last = Ends.withFailure(what, run(what, operation), kind);
    }
    return Objects.requireNonNull(last);
  }

  private <E extends Exception> E failsAfter(String what, ScriptedPeer.Script script, Class<E> kind)
      throws Exception {
    try (var peer = ScriptedPeer.playing(script)) {
      return fails(what, peer.peer(), kind);
    }
  }

  /** What the network says comes through: as it is, at once, through any number of deadlines. */
  @Test
  @LookAt("what wraps a failure on its way out, and what swallows it: it comes through as itself")
  public void TIME_5_a_failing_connection_fails_the_operation_as_itself() throws Exception {
    try (var nobody = new DeadPort()) {
      fails("a port where nobody listens", nobody.peer(), ConnectException.class);
    }
    failsAfter(
        "a peer that hangs up",
        client -> {
          var _ = client.readLine();
          client.endOutput();
        },
        EOFException.class);
    failsAfter(
        "a peer that hangs up within a line",
        client -> {
          client.send("half a li");
          client.endOutput();
        },
        EOFException.class);
    failsAfter(
        "a peer that resets the connection",
        client -> {
          var _ = client.readLine();
          client.reset();
        },
        IOException.class);
  }

  /** What a peer says can be a failure, too. */
  @Test
  @LookAt("which replies are refusals, and when a line is too long (at once)")
  public void TIME_5_a_reply_can_be_a_failure() throws Exception {
    failsAfter(
        "8,193 bytes without a line feed, and more to come",
        client -> client.send("x".repeat(Line.MAX_BYTES + 1)),
        LineTooLongException.class);
    for (String refusal : List.of("ERR", "ERR no such thing")) {
      var failure =
          failsAfter(
              "the reply " + refusal,
              client -> client.send(refusal + "\n"),
              RefusedException.class);
      assertThat(failure).hasMessage(refusal);
    }
  }

  /** On a connection that stays open, too: every read after the end fails, and one under way. */
  @Test
  @LookAt("what a read comes to after the peer's end, and when the connection is closed")
  @SuppressWarnings("try") // closed while it is in use: that is the point
  public void TIME_5_a_read_on_an_open_connection_fails_as_itself() throws Exception {
    try (var peer =
            ScriptedPeer.playing(client -> {
              client.send("a line\nhalf a li");
              client.endOutput();
            });
        var connection = model().connect(peer.peer())) {
      var what = "a read on an open connection";
      Ends.withReply(what, run(what, connection.readLine()), "a line");
      for (var read : bounded(connection::readLine)) {
        Ends.withFailure("a read after the peer's end", run(what, read), EOFException.class);
      }
    }
    try (var silent = ScriptedPeer.silent();
        var connection = model().connect(silent.peer())) {
      var running = Running.run(model(), within(HOUR, connection.readLine()));
      LockSupport.parkNanos(20_000_000);
      connection.close();
      var what = "a read while its connection is closed";
      Ends.closed(what, running.await(what));
      Ends.ends("a closed connection", silent.connection(0));
    }
  }

  /**
   * Operations that fail long before their deadline leave nothing of it behind. A failure usually
   * means a timer that is scheduled and never cancelled: it holds the whole operation until it
   * fires, an hour later.
   */
  @Test
  @Order(Integer.MAX_VALUE) // it takes long
  @LookAt("who cancels the timer of an operation that has failed, and what still refers to it")
  @NotRemotely("the objects of another process cannot be counted")
  public void TIME_5_a_failure_takes_its_timer_with_it() throws Exception {
    try (var nobody = new DeadPort()) {
      nothingGrows("failed", nobody.peer(), outcome -> outcome instanceof Failed);
    }
  }

  /** So do operations that succeed. */
  @Test
  @Order(Integer.MAX_VALUE) // it takes long
  @LookAt("who cancels the timer of an operation that has succeeded, and what still refers to it")
  @NotRemotely("the objects of another process cannot be counted")
  public void TIME_5_a_success_takes_its_timer_with_it() throws Exception {
    try (var peer = new LeanPeer("here")) {
      nothingGrows("succeeded", peer.peer(), outcome -> outcome instanceof Reply);
    }
  }

  private void nothingGrows(String how, Peer peer, Predicate<Outcome> asExpected) throws Exception {
    run(MANY / 10, peer, asExpected); // what a model keeps for the next one, it has now
    var before = ClassCensus.now();
    run(MANY, peer, asExpected);
    assertThat(Patience.comes(Patience.forAnEvent(), () -> before.grownBy(MANY).isEmpty()))
        .overridingErrorMessage(() ->
            "after %d operations that %s within an hour's deadline there are more instances: %s"
                .formatted(MANY, how, before.mostGrownBy(MANY)))
        .isTrue();
  }

  private void run(int times, Peer peer, Predicate<Outcome> asExpected) throws Exception {
    for (int i = 0; i < times; i++) {
      var outcome = outcome(within(HOUR, model().ask(peer, "hello")));
      assertThat(asExpected.test(outcome))
          .overridingErrorMessage("run %d: %s", i, Ends.shown(outcome))
          .isTrue();
    }
  }

  /** In this thread: thousands more would take their time. */
  private Outcome outcome(O operation) {
    try {
      return model().run(operation);
    } catch (Exception e) {
      return new Failed(e);
    }
  }
}
