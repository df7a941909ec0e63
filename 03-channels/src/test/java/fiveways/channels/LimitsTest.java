package fiveways.channels;

import static com.softwaremill.jox.Select.select;
import static fiveways.contract.tck.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.softwaremill.jox.Channel;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.LineReader;
import fiveways.channels.engine.Stop;
import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.RefusedException;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Running;
import fiveways.contract.tck.ScriptedPeer;
import fiveways.contract.tck.Threads;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What this model cannot do. Each limit is shown by something that happens although one would wish
 * that it did not; none by something that fails to happen for a while.
 */
class LimitsTest {
  private static final Duration SOON = Duration.ofMillis(20);

  private final ChannelsModel model = new ChannelsModel();

  @AfterEach
  void close() {
    model.close();
  }

  /** Who does not listen is not stopped: the deadline passes, and the reply is read after it. */
  @Test
  void an_actor_that_does_not_listen_for_stop_goes_on_until_its_peer_answers() throws Exception {
    var told = new CountDownLatch(1);
    var replies = new ArrayList<Reply>();
    try (var actors = new ActorSystem(fiveways.channels.engine.Threads.VIRTUAL);
        var peer =
            ScriptedPeer.playing(client -> {
              told.await();
              client.send("at last\n");
            })) {
      var plain = new Timeout(actors).plain(peer.peer(), "hello");
      Behaviour watched =
          stop -> {
            var _ = actors.start("who listens", _ -> heard(stop, told));
            replies.add(plain.until(stop));
            return replies.getFirst();
          };
      var late = Running.run(model, model.within(SOON, watched)).await();
      assertThat(late.outcome()).asString().contains("no end within " + SOON);
      assertThat(replies)
          .as("what was read after stop was said")
          .containsExactly(new Line("at last"));
    }
  }

  private static Reply heard(Stop stop, CountDownLatch told)
      throws IOException, InterruptedException {
    select(stop.heard());
    told.countDown();
    return new Line("heard");
  }

  /**
   * Nor is who listens between any two steps, but not while it waits at a socket: the word is
   * there, in the hands of the very actor that reads, and the read goes on.
   */
  @Test
  void a_stop_in_every_signature_does_not_end_a_blocking_read() throws Exception {
    var reads = new CountDownLatch(1);
    var told = new CountDownLatch(1);
    var steps = new ArrayList<String>();
    try (var actors = new ActorSystem(fiveways.channels.engine.Threads.VIRTUAL);
        var peer =
            ScriptedPeer.playing(client -> {
              told.await();
              client.send("at last\n");
            })) {
      Behaviour careful =
          stop -> {
            var _ = actors.start("who listens", _ -> heard(stop, told));
            try (var socket = connected(stop, peer.peer())) {
              send(stop, socket, new Line("hello"));
              var reply = receive(stop, socket, reads);
              steps.add("read " + reply.text());
              unlessSaid(stop);
              return reply;
            }
          };
      var running = Running.run(model, careful);
      reads.await();
      running.interrupt();
      assertThat(running.await().outcome()).asString().contains("InterruptedException");
      assertThat(steps).as("what it did after stop was said").containsExactly("read at last");
    }
  }

  private static Socket connected(Stop stop, Peer peer) throws IOException, InterruptedException {
    unlessSaid(stop);
    return new Socket(peer.address().getAddress(), peer.address().getPort());
  }

  private static void send(Stop stop, Socket socket, Line line)
      throws IOException, InterruptedException {
    unlessSaid(stop);
    socket.getOutputStream().write(line.bytes());
  }

  private static Line receive(Stop stop, Socket socket, CountDownLatch reads)
      throws IOException, InterruptedException {
    unlessSaid(stop);
    reads.countDown();
    return new LineReader(socket.getInputStream()).line();
  }

  private static void unlessSaid(Stop stop) throws IOException, InterruptedException {
    if (stop.said()) {
      throw new IOException("stopped");
    }
  }

  /**
   * A failure was born in the actor that failed, and went from there by messages. So its trace
   * begins where that actor does: the race and the deadline around it are not in it, and nor is
   * whoever described or ran them. The trace of the race's own failure is the race's actor's.
   */
  @Test
  void a_failure_s_stack_trace_names_the_actor_and_not_who_asked() throws Exception {
    try (var peer = ScriptedPeer.replying("ERR no")) {
      var ask = model.within(Duration.ofHours(1), model.ask(peer.peer(), "hello"));
      var race = model.firstOf(Duration.ZERO, List.of(ask));
      var failed = catchThrowableOfType(AllFailedException.class, () -> model.run(race));
      var failure = failed.causes().getFirst();
      assertThat(failure).isInstanceOf(RefusedException.class);
      assertThat(frames(failure)).contains("Timeout.talk", "Actor.live");
      assertThat(frames(failure)).noneMatch(frame -> frame.matches("Race.*|.*[.]within"));
      assertThat(frames(failed)).contains("Race$Racing.winner", "Actor.live");
      for (var trace : List.of(frames(failure), frames(failed))) {
        assertThat(trace).noneMatch(frame -> frame.startsWith("LimitsTest"));
        assertThat(trace).noneMatch(frame -> frame.startsWith("ChannelsModel"));
      }
    }
  }

  private static List<String> frames(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .map(frame -> frame.getClassName().replaceAll(".*[.]", "") + "." + frame.getMethodName())
        .toList();
  }

  /** A rendezvous needs two. Where the receiver has gone, the sender waits: for ever. */
  @Test
  void a_sender_whose_receiver_has_gone_outlives_even_the_model() throws Exception {
    var replies = Channel.<String>newRendezvousChannel();
    var sender = thread("tck-sender", () -> sent(replies, "for nobody"));
    Behaviour gone = stop -> new Line("has not waited for it");
    var _ = model.run(gone);
    model.close();
    eventually("it waits").until(() -> sender.getState() == Thread.State.WAITING);
    assertThat(replies.receive()).as("what it still offers").isEqualTo("for nobody");
    sender.join();
  }

  private static boolean sent(Channel<String> to, String message) throws InterruptedException {
    to.send(message);
    return true;
  }

  private static Thread thread(String name, Callable<?> body) {
    return Thread.ofPlatform().daemon().name(name).start(new FutureTask<>(body));
  }

  /** Each offers before it listens. Nothing is locked, and yet nobody gets any further. */
  @Test
  void two_actors_that_send_to_each_other_wait_until_a_third_one_helps() throws Exception {
    var one = Channel.<String>newRendezvousChannel();
    var other = Channel.<String>newRendezvousChannel();
    var left = thread("tck-left", () -> sent(one, "from left") ? other.receive() : "");
    var right = thread("tck-right", () -> sent(other, "from right") ? one.receive() : "");
    eventually("both wait").until(() -> waits(left) && waits(right));
    var taken = one.receive(); // by a stranger
    left.join();
    eventually("the other one waits for what the stranger has").until(() -> waits(right));
    one.send(taken);
    right.join();
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  /** Messages are in order on one channel, and not across two: the later one is heard first. */
  @Test
  void what_was_sent_first_on_another_channel_is_not_heard_first() throws Exception {
    var letters = Channel.<String>newBufferedChannel(1);
    var alarms = Channel.<String>newBufferedChannel(1);
    letters.send("sent first");
    alarms.send("sent second");
    assertThat(select(alarms.receiveClause(), letters.receiveClause())).isEqualTo("sent second");
  }

  /** A select prefers its first clause. As long as that can complete, the others never do. */
  @Test
  void a_clause_that_is_always_ready_starves_the_others() throws Exception {
    var busy = Channel.<String>newUnlimitedChannel();
    var patient = Channel.<String>newBufferedChannel(1);
    patient.send("me?");
    var heard = new ArrayList<String>();
    for (int i = 0; i < 1_000; i++) {
      busy.send("more");
      heard.add(select(busy.receiveClause(), patient.receiveClause()));
    }
    assertThat(heard).containsOnly("more");
    assertThat(patient.receive()).as("what was there all the time").isEqualTo("me?");
  }

  /** Whoever waits for two things is an actor. So a deadline costs one, and so does each more. */
  @Test
  void every_deadline_costs_an_actor() throws Exception {
    try (var peer = ScriptedPeer.silent()) {
      var nested = model.ask(peer.peer(), "hello");
      for (int i = 0; i < 10; i++) {
        nested = model.within(Duration.ofHours(1), nested);
      }
      var running = Running.run(model, nested);
      eventually("ten deadlines, and one that waits at the socket")
          .until(() -> alive("within") == 10 && alive("talk") == 1);
      running.interrupt();
      assertThat(running.await().outcome()).asString().contains("InterruptedException");
    }
  }

  private static long alive(String name) {
    return Threads.alive().values().stream().filter(name::equals).count();
  }

  /** Who has stopped listening has stopped nobody: the work ends, and then waits for ever. */
  @Test
  void the_first_attempt_leaves_its_work_behind() throws Exception {
    var answer = new CountDownLatch(1);
    ScriptedPeer.Script slow =
        client -> {
          answer.await();
          client.send("too late\n");
        };
    try (var attempt = new BrokenTimeout();
        var peer = ScriptedPeer.playing(slow)) {
      assertThatThrownBy(() -> attempt.ask(peer.peer(), "hello", SOON))
          .isInstanceOf(TimeoutException.class);
      assertThat(peer.connection(0).ended()).as("its connection has ended").isFalse();
      answer.countDown();
      peer.connection(0).awaitEnd(); // it has its reply, and nothing more to do
      assertThat(attempt.stillWorking()).as("somebody still offers the reply").isTrue();
    }
  }
}
