package fiveways.contract.remote;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Peer;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Server;
import fiveways.contract.tck.BadSetting;
import fiveways.contract.tck.CannotBeJudged;
import fiveways.contract.tck.ServerProcess;
import fiveways.contract.tck.Spec;
import fiveways.contract.tck.Subject;
import fiveways.contract.tck.Tally;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A program that speaks the remote protocol, as something that is held to the contract. One process
 * serves many models, one after the other; a process that broke the protocol, or has not closed its
 * last model, is ended, and another one started. For one thread at a time.
 */
public final class RemoteSubject implements Subject<RemoteOperation>, AutoCloseable {
  private final List<String> command;
  private final Optional<String> as;
  private RemoteProgram program;
  private @Nullable RemoteModel last;

  private RemoteSubject(List<String> command, Optional<String> as, RemoteProgram program) {
    this.command = command;
    this.as = as;
    this.program = program;
  }

  /**
   * Starts the program, and waits until it has greeted.
   *
   * @param as the model whose expected verdicts in SPEC.md are meant; empty: whatever a CAN rule
   *     comes out with is told and held against nothing. It is not for the program to say which
   * @throws IOException with one sentence, if there is no such program, or it does not speak the
   *     protocol
   */
  public static RemoteSubject start(List<String> command, Optional<String> as) throws IOException {
    return new RemoteSubject(List.copyOf(command), as, RemoteProgram.start(command));
  }

  @Override
  public String id() {
    return as.orElse("the program");
  }

  /** What the program calls itself. */
  public String name() {
    return program.name();
  }

  /** Which scenarios the program says that it has. */
  public List<String> scenarios() {
    return program.scenarios();
  }

  @Override
  public Optional<Spec.Expected> expected(String rule) {
    return as.map(model -> Spec.expected(rule, model));
  }

  @Override
  public Optional<ProcessHandle> process() {
    return Optional.of(program.process().toHandle());
  }

  @Override
  public ConcurrencyModel<RemoteOperation> open() {
    if (!program.isSound() || (last != null && !last.isClosed())) {
      program.close();
      try {
        program = RemoteProgram.start(command);
      } catch (IOException e) {
        throw new ProgramBroken(String.valueOf(e.getMessage()));
      }
    }
    var model = RemoteModel.open(program);
    last = model;
    return model;
  }

  /** Aborts the test if the program has none. */
  @Override
  public RemoteOperation opaque(Peer peer, String first, String second) {
    if (!program.hasOpaque()) {
      throw new CannotBeJudged("the program has no opaque operation");
    }
    if (last == null) {
      throw new IllegalStateException("no model is open");
    }
    return last.opaque(peer, first, second);
  }

  /** Not to be had: no peer would see it. Tests that need one are not for other processes. */
  @Override
  public RemoteOperation spin(BooleanSupplier goOn) {
    throw new UnsupportedOperationException("another process cannot ask this one in a loop");
  }

  /** Not to be had: the number is here. Tests that need it are not for other processes. */
  @Override
  public RemoteOperation adding(int activities, Tally tally) {
    throw new UnsupportedOperationException("another process cannot add to a number of this one");
  }

  /** Not to be had, for the same reason. */
  @Override
  public RemoteOperation addingAround(RemoteOperation wait, int activities, Tally tally) {
    throw new UnsupportedOperationException("another process cannot add to a number of this one");
  }

  /** Not to be had: what could hold it is there. Tests that need it are not for other processes. */
  @Override
  public RemoteOperation producing(Peer peer, List<String> lines) {
    throw new UnsupportedOperationException("another process cannot be asked to hold its producer");
  }

  @Override
  public void start(BadSetting bad, ConcurrencyModel<RemoteOperation> model) throws IOException {
    ((RemoteModel) model).echo(bad.field(), bad.value());
  }

  @Override
  public ServerProcess echoProcess(EchoSettings settings, OptionalInt descriptors)
      throws IOException {
    return elsewhere(descriptors, model -> model.echo(settings));
  }

  @Override
  public ServerProcess heartbeatProcess(HeartbeatSettings settings) throws IOException {
    return elsewhere(OptionalInt.empty(), model -> model.heartbeat(settings));
  }

  @Override
  public ServerProcess replayProcess(ReplaySettings settings) throws IOException {
    return elsewhere(OptionalInt.empty(), model -> model.replay(settings));
  }

  private interface Starting {
    Server start(RemoteModel model) throws IOException;
  }

  @SuppressWarnings({"MustBeClosedChecker", "resource"}) // whoever ends the process closes it all
  private ServerProcess elsewhere(OptionalInt descriptors, Starting starting) throws IOException {
    var other = RemoteProgram.start(command, descriptors);
    try {
      var server = starting.start(RemoteModel.open(other));
      return ServerProcess.of(other.process(), server.address());
    } catch (IOException | RuntimeException | Error failure) {
      other.close();
      throw failure;
    }
  }

  /** Ends the program; waits until it is gone. */
  @Override
  public void close() {
    program.close();
  }
}
