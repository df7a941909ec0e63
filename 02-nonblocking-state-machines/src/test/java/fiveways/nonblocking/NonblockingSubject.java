package fiveways.nonblocking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.tck.Holding;
import fiveways.contract.tck.Subject;
import fiveways.contract.tck.Tally;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Model 02, and two operations by somebody who writes in its style and has never heard of it. */
public final class NonblockingSubject implements Subject<Operation> {

  @Override
  public String id() {
    return "02";
  }

  @Override
  public ConcurrencyModel<Operation> open() {
    return new NonblockingModel();
  }

  /** A machine of one step; whoever wrote that step did not know that it must not wait. */
  @Override
  public Operation opaque(Peer peer, String first, String second) {
    return (loop, end) -> () -> loop.execute(() -> end.accept(replies(peer, first, second)));
  }

  private static Outcome replies(Peer peer, String first, String second) {
    try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
      var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      socket.getOutputStream().write(new Line(first).bytes());
      var _ = line(lines);
      socket.getOutputStream().write(new Line(second).bytes());
      return Line.reply(line(lines));
    } catch (IOException e) {
      return new Failed(e);
    }
  }

  private static String line(BufferedReader lines) throws IOException {
    return lines.lines().findFirst().orElseThrow(EOFException::new);
  }

  @Override
  public Operation spin(BooleanSupplier goOn) {
    return (loop, end) ->
        () ->
            loop.execute(() -> {
              while (goOn.getAsBoolean()) {
                Thread.onSpinWait();
              }
              end.accept(new Line("released"));
            });
  }

  @Override
  public Operation adding(int activities, Tally tally) {
    return Turns.adding(activities, tally);
  }

  @Override
  public Operation producing(Peer peer, List<String> lines) {
    return Pausing.producing(peer, lines);
  }

  /** Only this model has something to hold it by: whoever has the loop decides when it goes on. */
  @Override
  public Holding<Operation> holding(Operation operation) {
    return new HeldLoop(operation);
  }

  @Override
  public Operation addingAround(Operation wait, int activities, Tally tally) {
    return Turns.addingAround(wait, activities, tally);
  }
}
