package fiveways.channels;

import static com.softwaremill.jox.Select.select;

import com.softwaremill.jox.Channel;
import fiveways.channels.engine.Actor;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Event.Ended;
import fiveways.channels.engine.Stop;
import fiveways.channels.engine.Threads;
import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Tally;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Scenario 9: who else runs between two of my steps?
 *
 * <p>As many as like, but they cannot reach what is mine. The number belongs to one actor, its
 * owner. Whoever wants to add tells it so, and the owner deals with one message after the other: a
 * turn is a message, with every wait in it.
 *
 * <p>That is also what it costs: while the owner waits, the others' messages do, too. An owner that
 * must not be held up sends somebody else to wait, has the answer sent as one more message, and
 * then it is two turns, as in {@code 02-nonblocking-state-machines}.
 */
final class Turns {
  private static final String ADD = "add one";

  private final Threads threads;

  /**
   * @param threads what its actors run in
   */
  Turns(Threads threads) {
    this.threads = threads;
  }

  /** The owner adds at once. */
  Behaviour adding(int activities, Tally tally) {
    Behaviour turn =
        _ -> {
          tally.set(tally.get() + 1);
          return new Line("added");
        };
    return owned(activities, turn);
  }

  /** The owner waits before it writes. */
  Behaviour addingAround(Behaviour wait, int activities, Tally tally) {
    Behaviour turn =
        stop -> {
          int seen = tally.get();
          var reply = wait.until(stop);
          tally.set(seen + 1);
          return reply;
        };
    return owned(activities, turn);
  }

  /** An actor for each activity, which tells the owner to add, and the owner, which does. */
  private Behaviour owned(int activities, Behaviour turn) {
    return stop -> {
      try (var actors = new ActorSystem(threads)) {
        var mailbox = Channel.<String>newBufferedChannel(activities); // with room for all
        var owner = actors.start("owner", its -> own(mailbox, activities, turn, its));
        var telling = Actor.noReply(_ -> mailbox.send(ADD));
        var tellers =
            Stream.generate(() -> actors.start("activity", telling)).limit(activities).toList();
        for (var teller : tellers) {
          var _ = teller.awaitEnd().orThrow();
        }
        if (select(owner.end(), stop.heard()) instanceof Ended(var how)) {
          return how.orThrow();
        }
        owner.stop();
        return owner.awaitEnd().orThrow();
      }
    };
  }

  private static Reply own(Channel<String> mailbox, int messages, Behaviour turn, Stop stop)
      throws IOException, TimeoutException, InterruptedException {
    for (int i = 0; i < messages; i++) {
      var _ = mailbox.receive();
      var _ = turn.until(stop); // nothing else is received before this is over
    }
    return new Line("all added");
  }
}
