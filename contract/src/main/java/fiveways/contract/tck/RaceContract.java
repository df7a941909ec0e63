package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.RefusedException;
import fiveways.contract.api.Resource;
import java.io.EOFException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Scenario 4: several attempts, the first success wins. RACE-4, RACE-7 and the compositions drawn
 * at random are in the classes that this one extends.
 *
 * @param <O> the model's own type of operation
 */
public abstract class RaceContract<O> extends RaceHedging<O> {
  private static final int THOUSAND = 1_000;

  protected RaceContract(Subject<O> subject) {
    super(subject);
  }

  /** Whoever fails first has not won: the winner replies only when all others have failed. */
  @Test
  @LookAt("what a race takes for its result: the first end, or the first success?")
  public void RACE_1_the_first_success_wins_and_not_the_first_end() throws Exception {
    try (var failing =
            ScriptedPeer.playing(client -> {
              var request = client.readLine();
              if (request.equals("refuse")) {
                client.send("ERR not me\n");
              } else {
                client.endOutput();
              }
            });
        var nobody = new DeadPort();
        var silent = ScriptedPeer.silent();
        var winner =
            ScriptedPeer.playing(client -> {
              var _ = client.readLine();
              failing.connection(0).awaitEnd();
              failing.connection(1).awaitEnd();
              silent.connection(0).awaitEnd();
              client.send("winner\n");
            })) {
      var what = "a race of a refusal, an end, a dead port, a deadline and a reply";
      var race =
          race(
              Duration.ZERO,
              model().ask(failing.peer(), "refuse"),
              model().ask(failing.peer(), "hang up"),
              model().ask(nobody.peer(), "hello"),
              within(SHORT, ask(silent)),
              ask(winner));
      Ends.withReply(what, run(what, race), "winner");
    }
  }

  /** Losers that wait for a reply, drip, or still connect. */
  @Test
  @LookAt("what becomes of the losers before the winner is handed over")
  public void RACE_2_every_loser_is_closed_when_the_winner_is_handed_over() throws Exception {
    var asked = new CountDownLatch(4);
    try (var losing =
            ScriptedPeer.playing(client -> {
              var _ = client.readLine();
              asked.countDown();
              client.send("half a li");
            });
        var full = new FullListener();
        var winner =
            ScriptedPeer.playing(client -> {
              asked.await();
              client.send("winner\n");
            })) {
      var what = "a race with five losers";
      var race =
          race(
              Duration.ZERO,
              ask(losing),
              ask(losing),
              model().ask(full.peer(), "hello"),
              ask(winner),
              ask(losing),
              ask(losing));
      var ended = run(what, race);
      long open = Established.to(losing.peer());
      Ends.withReply(what, ended, "winner");
      assertThat(open).as(what + ": losers' connections open at the hand-over").isZero();
      assertThat(losing.connections()).as(what + ": losers").hasSize(4);
      losing.connections().forEach(loser -> Ends.ends(what + ", a loser", loser));
    }
  }

  /** The causes are all there, in the order of the attempts, though they came in another one. */
  @Test
  @LookAt("what is kept of the attempts that have failed, and in which order")
  public void RACE_3_if_all_fail_the_error_carries_every_cause() throws Exception {
    try (var nobody = new DeadPort();
        var refusing = ScriptedPeer.replying("ERR not me");
        var last =
            ScriptedPeer.playing(client -> {
              refusing.connection(0).awaitEnd();
              client.endOutput();
            });
        var silent = ScriptedPeer.silent()) {
      var what = "a race that everybody loses";
      var race =
          race(
              Duration.ZERO,
              ask(last),
              ask(refusing),
              within(SHORT, ask(silent)),
              model().ask(nobody.peer(), "hello"));
      var all = Ends.withFailure(what, run(what, race), AllFailedException.class);
      var causes =
          List.of(
              EOFException.class,
              RefusedException.class,
              TimeoutException.class,
              ConnectException.class);
      assertThat(all.causes()).as(what + ": the causes").hasSameSizeAs(causes);
      for (int i = 0; i < causes.size(); i++) {
        assertThat(all.causes().get(i))
            .as(what + ": the cause in place " + i)
            .isInstanceOf(causes.get(i));
      }
      var alone = "a race of one that fails";
      var only =
          Ends.withFailure(alone, run(alone, race(HOUR, ask(refusing))), AllFailedException.class);
      assertThat(only.causes()).as(alone + ": its cause").hasSize(1);
    }
  }

  /** Thousands that fail at once, one because of the other: no stack is that deep. */
  @Test
  @LookAt("who starts the next attempt when one has failed: a call within a call within a call?")
  public void RACE_3_thousands_may_fail_one_after_the_other() throws Exception {
    int many = 4_000;
    try (var nobody = new DeadPort()) {
      var what = many + " attempts, each started by the failure of the one before";
      var attempts = Collections.nCopies(many, model().ask(nobody.peer(), "hello"));
      var running = Running.run(model(), model().firstOf(HOUR, attempts));
      var ended = running.await(what, Patience.scaled(Duration.ofMinutes(2)));
      var all = Ends.withFailure(what, ended, AllFailedException.class);
      assertThat(all.causes()).as(what + ": causes").hasSize(many);
    }
  }

  /** A race of a race: its winner wins the outer one, and its losers are the outer one's. */
  @Test
  @LookAt("how a race that has lost, or has a winner, ends the race within it")
  public void RACE_5_races_nest() throws Exception {
    var asked = new CountDownLatch(3);
    try (var silent =
            ScriptedPeer.playing(client -> {
              var _ = client.readLine();
              asked.countDown();
            });
        var winner =
            ScriptedPeer.playing(client -> {
              asked.await();
              client.send("winner\n");
            })) {
      var what = "a race of two races";
      var race =
          race(
              Duration.ZERO,
              race(Duration.ZERO, ask(silent), within(HOUR, ask(winner))),
              within(HOUR, race(Duration.ZERO, ask(silent), ask(silent))));
      Ends.withReply(what, run(what, race), "winner");
      assertThat(Established.to(silent.peer())).as(what + ": losers still open").isZero();
      silent.connections().forEach(loser -> Ends.ends(what + ", a loser", loser));
    }
  }

  /** A deadline around all of it ends all of it, and says which one it was. */
  @Test
  @LookAt("how a deadline reaches the attempts of a race, however deep")
  public void RACE_5_a_deadline_around_races_ends_them_all() throws Exception {
    try (var silent = ScriptedPeer.silent()) {
      var what = "a deadline around a race of a race";
      var race =
          race(
              Duration.ofMillis(5),
              race(Duration.ZERO, ask(silent), within(HOUR, ask(silent))),
              ask(silent));
      var ended = run(what, within(SHORT, race));
      var late = Ends.withFailure(what, ended, TimeoutException.class);
      assertThat(late).hasMessageContaining(SHORT.toString());
      Ends.notEarly(what, ended, SHORT);
      assertThat(Established.to(silent.peer())).as(what + ": still open").isZero();
      silent.connections().forEach(loser -> Ends.ends(what, loser));
    }
  }

  /** One is a race, too. */
  @Test
  @LookAt("a race of one: who is waited for when nobody else is there?")
  public void RACE_6_one_racer_is_a_race() throws Exception {
    try (var peer = ScriptedPeer.replying("alone")) {
      for (var hedge : List.of(Duration.ZERO, HOUR)) {
        var what = "a race of one";
        Ends.withReply(what, run(what, race(hedge, ask(peer))), "alone");
      }
    }
  }

  /** None is refused, all are asked, and when one has won all others are gone. */
  @Test
  @Order(Integer.MAX_VALUE) // it takes long
  @LookAt("what limits how many may wait at once: threads, descriptors, an operator's default?")
  public void RACE_6_a_thousand_racers_work() throws Exception {
    try (var peers = RacePeers.start(THOUSAND)) {
      var what = "a race of a thousand";
      var attempts = new ArrayList<O>();
      for (int i = 0; i < THOUSAND; i++) {
        attempts.add(model().ask(peers.peer(), "racer " + i));
      }
      Ends.withReply(what, run(what, model().firstOf(Duration.ZERO, attempts)), RacePeers.REPLY);
      assertThat(Established.to(peers.peer())).as(what + ": losers still open").isZero();
      peers.awaitAllGone();
    }
  }

  /** An interrupt of the caller. */
  @Test
  @LookAt("how the caller's interrupt reaches every attempt")
  public void RACE_8_an_interrupt_ends_every_attempt() throws Exception {
    try (var silent = ScriptedPeer.silent()) {
      var what = "a race, interrupted";
      var race =
          race(
              Duration.ZERO,
              ask(silent),
              within(HOUR, ask(silent)),
              race(Duration.ZERO, ask(silent), ask(silent)));
      var running = Running.run(model(), race);
      var _ = silent.connection(3);
      running.interrupt();
      Ends.withFailure(what, running.await(what), InterruptedException.class);
      assertThat(Established.to(silent.peer())).as(what + ": still open").isZero();
      silent.connections().forEach(attempt -> Ends.ends(what, attempt));
    }
  }

  /** The end of the model is the end of its races, and what they hold is released. */
  @Test
  @LookAt("what close() of the model does to races that run, and to what they hold")
  public void RACE_8_closing_the_model_ends_its_races() throws Exception {
    try (var silent = ScriptedPeer.silent();
        var held =
            new ResourcePeer(ResourcePeer.PROPERLY, ResourcePeer.NEVER, ResourcePeer.PROPERLY)) {
      var what = "a race whose model is closed";
      var running = Running.run(model(), race(Duration.ZERO, ask(silent), using(held, HOUR)));
      var _ = silent.connection(0);
      held.awaitAsked("USE", 1);
      model().close();
      Ends.withFailure(what, running.await(what), Exception.class);
      assertThat(held.asked()).as(what).containsExactly("OPEN", "USE 1", "CLOSE 1");
      silent.connections().forEach(attempt -> Ends.ends(what, attempt));
    }
  }

  /** Closed is closed. */
  @Test
  @LookAt("which members of the model look whether it is closed")
  public void RACE_8_a_closed_model_refuses_races() {
    try (var peer = ScriptedPeer.silent()) {
      var one = ask(peer);
      model().close();
      var closed = IllegalStateException.class;
      Ends.refused("firstOf", closed, () -> model().firstOf(Duration.ZERO, List.of(one)));
      Ends.refused(
          "using", closed, () -> model().using(new Resource<>(one, _ -> one, HOUR), _ -> one));
    }
  }
}
