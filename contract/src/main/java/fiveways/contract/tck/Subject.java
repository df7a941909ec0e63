package fiveways.contract.tck;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Peer;
import fiveways.contract.api.ReplaySettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * What is held to the contract: a model, and the operations that only somebody who writes in its
 * style can supply. Has a public constructor without parameters, so that another process can open
 * the same model.
 *
 * @param <O> the model's own type of operation
 */
public interface Subject<O> {

  /** Whose expected verdicts in SPEC.md are meant: {@code 01}. */
  String id();

  /** A fresh model, open. */
  ConcurrencyModel<O> open();

  /**
   * TIME-10: two requests on one connection, each with its reply, written in the model's own style
   * by somebody who knew nothing of deadlines: no durations, no timeouts, no cancel types. Its
   * reply is the second one.
   */
  O opaque(Peer peer, String first, String second);

  /** TIME-11: calls {@code goOn} again and again until it says no, and never waits. */
  O spin(BooleanSupplier goOn);

  /**
   * TURN-1: so many activities, whatever that is in the model's own style, each of which adds one
   * to the tally: it reads it and writes back one more, and neither waits in between nor lets
   * anything guard it. Ends when all of them have; what it replies is not asked.
   */
  O adding(int activities, Tally tally);

  /** TURN-2: the same, and between reading and writing each activity does this and waits for it. */
  O addingAround(O wait, int activities, Tally tally);

  /**
   * PLAY-6: sends these lines, one after the other, on one connection, each when the one before has
   * been acknowledged by a line, written in the model's own style by somebody who knew nothing of
   * being held. Its reply is the last acknowledgement.
   */
  O producing(Peer peer, List<String> lines);

  /**
   * PLAY-6: the operation, with whatever this model has to hold it from outside. It is run at most
   * once.
   */
  default Holding<O> holding(O operation) {
    return Holding.byNothing(operation);
  }

  /** The process that its models live in; empty: this one. */
  default Optional<ProcessHandle> process() {
    return Optional.empty();
  }

  /** What SPEC.md expects of it for a CAN rule; empty if SPEC.md does not know it. */
  default Optional<Spec.Expected> expected(String rule) {
    return Optional.of(Spec.expected(rule, id()));
  }

  /**
   * ECHO-8: starts a server with it, and fails as it does.
   *
   * @throws IllegalArgumentException naming the setting
   */
  default void start(BadSetting bad, ConcurrencyModel<O> model) throws IOException {
    model.echo(bad.settings().get()).close();
  }

  /**
   * Its echo server in a process of its own.
   *
   * @param descriptors how many files and sockets the process may have open; empty: as many as this
   */
  default ServerProcess echoProcess(EchoSettings settings, OptionalInt descriptors)
      throws IOException {
    return ServerProcess.echo(this, settings, descriptors);
  }

  /** Its heartbeat server in a process of its own. */
  default ServerProcess heartbeatProcess(HeartbeatSettings settings) throws IOException {
    return ServerProcess.heartbeat(this, settings);
  }

  /** Its event server in a process of its own. */
  default ServerProcess replayProcess(ReplaySettings settings) throws IOException {
    return ServerProcess.replay(this, settings);
  }
}
