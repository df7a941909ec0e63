package fiveways.channels;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;
import fiveways.channels.engine.ActorSystem;
import fiveways.channels.engine.Stop;
import fiveways.channels.engine.Threads;
import fiveways.contract.api.Failed;
import fiveways.contract.api.FirstAttempt;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/**
 * The first attempt: somebody else asks and sends the reply over a channel, and we select on that
 * channel and on the time.
 *
 * <p>It breaks TIME-4. The select is right, and the caller comes back in time; but it has only
 * stopped <em>listening</em>. The one who asks was told nothing. It goes on until its peer answers,
 * and then it offers the reply on a channel where nobody will ever receive it: it waits for ever,
 * and nobody can know for whom. Students write it because it is what every introduction to channels
 * shows. {@link Timeout} says stop, and waits for the end.
 */
public final class BrokenTimeout implements FirstAttempt {
  /** Threads, and no actors: so that the demonstration can end them. */
  private final ConcurrentLinkedQueue<Thread> started = new ConcurrentLinkedQueue<>();

  private final ActorSystem actors = new ActorSystem(Threads.VIRTUAL);
  private final Timeout timeout = new Timeout(actors);

  @Override
  public String idea() {
    return "select on the reply's channel, and on the time";
  }

  // tag::bounded[]
  @Override
  public Reply ask(Peer peer, String line, Duration deadline)
      throws IOException, TimeoutException, InterruptedException {
    var replies = Channel.<Outcome>newRendezvousChannel();
    var asking = timeout.plain(peer, line);
    started.add(Thread.startVirtualThread(() -> send(asking, replies)));
    return Select.selectWithin(deadline, replies.receiveClause()).orThrow();
  }

  // end::bounded[]

  private static void send(Behaviour asking, Channel<Outcome> replies) {
    try {
      replies.send(outcome(asking)); // and if nobody listens any more?
    } catch (InterruptedException demonstrationOver) {
      // by close()
    }
  }

  private static Outcome outcome(Behaviour asking) throws InterruptedException {
    try {
      return asking.until(new Stop());
    } catch (IOException | TimeoutException failure) {
      return new Failed(failure);
    }
  }

  @Override
  public boolean stillWorking() {
    return started.stream().anyMatch(Thread::isAlive);
  }

  @Override
  public void close() {
    started.forEach(Thread::interrupt);
    actors.close();
  }
}
