package fiveways.channels.engine;

import static com.softwaremill.jox.Select.defaultClause;
import static com.softwaremill.jox.Select.select;
import static fiveways.channels.engine.Event.Signal.STOP;

import com.softwaremill.jox.SelectClause;
import java.util.function.Supplier;

/**
 * How an actor is told to stop: a word in a mailbox, and whoever hears it puts it back. So it is
 * heard by everybody who listens, also by who listens again, or only later.
 *
 * <p>To close a channel would tell everybody, too, and in Go that is how it is done. In Jox it is
 * not safe while somebody selects: {@code done} spins until whoever has just been selected by
 * another clause has run. In virtual threads, who spins keeps a carrier; as many of them as there
 * are carriers, and that one will never run. So here no channel is closed on which others may be
 * selecting.
 */
public final class Stop {
  private final Mailbox<Event> word = new Mailbox<>();

  /** Says it; does not block. To say it twice is to say it once. */
  public void say() {
    word.tell(STOP);
  }

  /**
   * Whether it has been said, for whoever alone listens (of several, one may be holding the word);
   * does not block.
   */
  public boolean said() throws InterruptedException {
    return select(heard(() -> true), defaultClause(false));
  }

  /** For a {@code select}. */
  public SelectClause<Event> heard() {
    return heard(() -> STOP);
  }

  /**
   * The same, where a {@code select} is for something else than events.
   *
   * @param meaning what it means there, asked for when it has been heard
   */
  public <E> SelectClause<E> heard(Supplier<? extends E> meaning) {
    return word.channel()
        .receiveClause(heard -> {
          word.tell(heard);
          return meaning.get();
        });
  }
}
