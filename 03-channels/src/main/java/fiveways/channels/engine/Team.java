package fiveways.channels.engine;

import com.softwaremill.jox.SelectClause;
import fiveways.contract.api.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Actors of which any may be the next to end: all of them say so in the same mailbox, so that to
 * wait for the first of a thousand is one clause of a {@code select}, and not a thousand
 * (elsewhere: a task group, or nursery).
 *
 * <p>A team belongs to the actor that has started its members, and is known to nobody else.
 */
public final class Team implements AutoCloseable {

  /** What the end of a member means to whoever waits for it. */
  @FunctionalInterface
  public interface Meaning<E> {
    E of(int number, Outcome how);
  }

  private record Went(int number, Actor member) {}

  private final ActorSystem actors;
  private final Mailbox<Went> went = new Mailbox<>();
  private final SequencedSet<Actor> here = new LinkedHashSet<>();

  public Team(ActorSystem actors) {
    this.actors = actors;
  }

  /** Starts one more, known by this number; does not block. */
  public void start(String name, int number, Actor.Work work) {
    here.add(actors.start(name, work, member -> went.tell(new Went(number, member))));
  }

  /** How many have been started, and have not been heard to end. */
  public int size() {
    return here.size();
  }

  /** For a {@code select}: the next one to end; an error that it ended with is thrown there. */
  public <E> SelectClause<E> ended(Meaning<? extends E> meaning) {
    return went.channel()
        .receiveClause(last -> {
          here.remove(last.member());
          return meaning.of(last.number(), Calmly.wait(last.member()::awaitEnd)); // it is there
        });
  }

  /** Tells all to stop; does not block. */
  public void stop() {
    here.forEach(Actor::stop);
  }

  /**
   * Tells all to stop, and blocks until all have ended.
   *
   * @return how those have ended of whom that was not heard, in the order of their start
   */
  public List<Outcome> end() {
    stop();
    var ends = new ArrayList<Outcome>();
    Optional<Error> broken = Optional.empty();
    while (!here.isEmpty()) {
      try {
        ends.add(here.removeFirst().cancel());
      } catch (Error error) { // comes through, but nobody is left behind for it
        broken = broken.or(() -> Optional.of(error));
      }
    }
    broken.ifPresent(Team::raise);
    return ends;
  }

  private static void raise(Error error) {
    throw error;
  }

  /** The same, for whoever does not care how. */
  @Override
  public void close() {
    var _ = end();
  }
}
