package fiveways.channels;

import static com.softwaremill.jox.Select.select;
import static fiveways.contract.tck.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;
import fiveways.channels.engine.Actor;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Stop;
import fiveways.channels.engine.Threads;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Server;
import fiveways.contract.tck.Client;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What this model does better than others. */
class StrengthsTest {
  private final ActorSystem actors = new ActorSystem(Threads.VIRTUAL);

  @AfterEach
  void close() {
    actors.close();
  }

  /**
   * A message and stop race, a thousand times. Either the message was received, or it is still the
   * sender's, for the next one who asks: none is lost, none comes twice, and nobody has locked
   * anything or looked at a flag.
   */
  @Test
  void a_race_is_decided_once() throws Exception {
    int races = 1_000;
    var messages = Channel.<Integer>newRendezvousChannel();
    var sender = actors.start("sender", stop -> sendAll(races, messages));
    var received = new ArrayList<Integer>();
    int stopped = 0;
    while (received.size() < races) {
      var stop = new Stop();
      var saying = actors.start("who says stop", _ -> said(stop));
      var message =
          select(messages.receiveClause(Optional::of), stop.heard(Optional::<Integer>empty));
      message.ifPresent(received::add);
      stopped += message.isEmpty() ? 1 : 0;
      var _ = saying.awaitEnd();
    }
    assertThat(sender.awaitEnd()).isEqualTo(new Line("all sent"));
    assertThat(received).as("after " + stopped + " stops").isEqualTo(numbers(races));
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static Reply sendAll(int count, Channel<Integer> to) throws InterruptedException {
    for (var number : numbers(count)) {
      to.send(number);
    }
    return new Line("all sent");
  }

  private static Reply said(Stop stop) {
    stop.say();
    return new Line("said");
  }

  /** One word reaches any number, those who wait for other things, too, and who comes later. */
  @Test
  void stop_is_heard_by_everybody_who_listens() throws Exception {
    var stop = new Stop();
    var listening =
        IntStream.range(0, 1_000).mapToObj(_ -> actors.start("listener", _ -> hear(stop))).toList();
    stop.say();
    var later = actors.start("later", _ -> hear(stop));
    for (var listener : listening) {
      assertThat(listener.awaitEnd()).isEqualTo(new Line("heard"));
    }
    assertThat(later.awaitEnd()).isEqualTo(new Line("heard"));
  }

  private static Reply hear(Stop stop) throws InterruptedException {
    var others = Channel.<Line>newRendezvousChannel();
    return select(others.receiveClause(), stop.heard(() -> new Line("heard")));
  }

  /**
   * Many say stop, more than there are carriers, each to a listener that has just been sent
   * something else and may not have run since: nobody waits for anybody. By closing a channel, in
   * virtual threads, the first few would keep all carriers, and wait for ever. Of two that have
   * both come a select takes either.
   */
  @Test
  void to_say_stop_waits_for_nobody() throws Exception {
    int pairs = 10 * Runtime.getRuntime().availableProcessors();
    var ends = new ArrayList<Actor>();
    for (int i = 0; i < pairs; i++) {
      var stop = new Stop();
      var messages = Channel.<Line>newBufferedChannel(1);
      ends.add(
          actors.start(
              "listener",
              _ -> select(messages.receiveClause(), stop.heard(() -> new Line("stop")))));
      ends.add(actors.start("who says stop", _ -> sendAndSay(new Line("message"), messages, stop)));
    }
    for (var end : ends) {
      assertThat(end.awaitEnd()).isIn(new Line("message"), new Line("stop"));
    }
  }

  private static Reply sendAndSay(Line line, Channel<Line> messages, Stop stop)
      throws InterruptedException {
    messages.send(line);
    stop.say();
    return line;
  }

  /** Backpressure is not something to add: who sends is one message ahead, and never two. */
  @Test
  void a_sender_is_never_further_ahead_than_its_receiver_lets_it() throws Exception {
    var messages = Channel.<Integer>newRendezvousChannel();
    var begun = Channel.<Integer>newUnlimitedChannel();
    var sender = actors.start("sender", _ -> announceAndSend(1_000, begun, messages));
    int furthest = -1;
    for (int next = 0; next < 1_000; next++) {
      furthest = Math.max(furthest, newest(begun));
      assertThat(furthest)
          .as("what it is sending, when %d is received", next)
          .isLessThanOrEqualTo(next);
      assertThat(messages.receive()).isEqualTo(next);
    }
    assertThat(sender.awaitEnd()).isEqualTo(new Line("all sent"));
  }

  private static int newest(Channel<Integer> numbers) throws InterruptedException {
    int newest = -1;
    for (int next = 0; next >= 0; newest = Math.max(newest, next)) {
      next = Select.select(numbers.receiveClause(), Select.defaultClause(-1));
    }
    return newest;
  }

  private static Reply announceAndSend(int count, Channel<Integer> begun, Channel<Integer> to)
      throws InterruptedException {
    for (var number : numbers(count)) {
      begun.send(number);
      to.send(number);
    }
    return new Line("all sent");
  }

  /** To wait for the beats and for silence, too, takes one more clause each, and no more actors. */
  @Test
  void a_server_that_beats_has_as_many_actors_as_one_that_does_not() throws Exception {
    var settings = HeartbeatSettings.defaults();
    try (var plain = Heartbeat.plain(settings);
        var beating = new Heartbeat(settings, actors)) {
      assertThat(actorsOfTenClients("lines", plain))
          .isEqualTo(20)
          .isEqualTo(actorsOfTenClients("heartbeat", beating));
    }
  }

  private static long actorsOfTenClients(String name, Server server) throws IOException {
    var clients = new ArrayList<Client>();
    for (int i = 0; i < 10; i++) {
      clients.add(Client.of(server.address()));
    }
    eventually("all are served").until(() -> alive(name) == 10 && alive(name + "-input") == 10);
    long actors = alive(name) + alive(name + "-input");
    clients.forEach(Client::close);
    eventually("all have gone").until(() -> server.connections() == 0);
    return actors;
  }

  private static long alive(String name) {
    return fiveways.contract.tck.Threads.alive().values().stream().filter(name::equals).count();
  }

  /**
   * A select that chose another clause leaves nothing behind in a channel, however long that lives.
   */
  @Test
  void a_clause_that_was_not_chosen_leaves_nothing() throws Exception {
    var quiet = Channel.<Integer>newBufferedChannel(1);
    var never = new Stop();
    var busy = Channel.<Integer>newBufferedChannel(1);
    long before = segments();
    for (int i = 0; i < 100_000; i++) {
      busy.send(i);
      assertThat(select(quiet.receiveClause(), never.heard(() -> -1), busy.receiveClause()))
          .isEqualTo(i);
    }
    quiet.send(1);
    assertThat(quiet.receive()).as("the channel is as good as new").isEqualTo(1);
    assertThat(segments() - before).as("more pieces of channels").isLessThan(10);
  }

  /** Channels are made of segments of 32 cells: a clause that is waited on takes a cell. */
  private static long segments() throws Exception {
    var histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()})
            .toString();
    return histogram
        .lines()
        .filter(line -> line.contains("com.softwaremill.jox.Segment "))
        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[1]))
        .sum();
  }
}
