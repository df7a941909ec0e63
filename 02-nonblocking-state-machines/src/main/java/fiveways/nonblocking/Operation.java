package fiveways.nonblocking;

import fiveways.contract.api.Outcome;
import fiveways.nonblocking.engine.Loop;
import fiveways.nonblocking.engine.Machine;
import java.util.function.Consumer;

/**
 * What an operation is in this model: a factory of machines, each good for one run.
 *
 * <p>Nobody waits for it. Whoever runs it makes a machine, keeps it, and then starts it: in two
 * steps, so that an end that comes early finds everything in its place. The machine is told of
 * events by its loop, and tells its end to {@code end}, once, on the loop, whatever becomes of it.
 */
@FunctionalInterface
public interface Operation {

  /** A machine that has not begun; nothing happens before it is started. On the loop. */
  Machine on(Loop loop, Consumer<Outcome> end);
}
