package fiveways.cli.trace;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Peer;
import fiveways.contract.api.RefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Who asks: a method of this class describes a question in a race, and a method of this class runs
 * it. If a trace names the caller, it names this class.
 */
final class Asked {
  private static final Duration LONG = Duration.ofHours(1);
  private static final String QUESTION = "Anybody there?";

  private Asked() {}

  /**
   * Asks a peer that refuses, in a race of one, under a deadline that does not come.
   *
   * @return how the race failed; its cause is how the question did
   * @throws InterruptedException if the calling thread is interrupted
   */
  static <O> AllFailedException of(ConcurrencyModel<O> model, Peer peer)
      throws InterruptedException {
    var question = model.within(LONG, model.ask(peer, QUESTION));
    var race = model.firstOf(Duration.ZERO, List.of(question));
    try {
      throw new IllegalStateException("The peer replied: " + model.run(race));
    } catch (AllFailedException expected) {
      return expected;
    } catch (TimeoutException | IOException e) {
      throw new IllegalStateException("The race should have failed for the peer's answer", e);
    }
  }

  /** The same by calls alone, which know no deadline, and race one after the other. */
  static AllFailedException plainly(Peer peer) {
    return Plain.firstOf(List.of(peer)).orElseThrow();
  }

  /** What one would write if nobody else had to wait: one thread, and each call is a call. */
  static final class Plain {
    private Plain() {}

    /** How the race failed; empty if somebody replied. */
    static Optional<AllFailedException> firstOf(List<Peer> peers) {
      var causes = new ArrayList<Exception>();
      for (var peer : peers) {
        try {
          ask(peer);
          return Optional.empty();
        } catch (IOException e) {
          causes.add(e);
        }
      }
      return Optional.of(new AllFailedException(causes));
    }

    private static String ask(Peer peer) throws IOException {
      try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort());
          var in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
          var out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8)) {
        out.write(QUESTION + "\n");
        out.flush();
        return accepted(String.valueOf(in.readLine()));
      }
    }

    private static String accepted(String line) throws RefusedException {
      if (line.startsWith("ERR ")) {
        throw new RefusedException(line);
      }
      return line;
    }
  }
}
