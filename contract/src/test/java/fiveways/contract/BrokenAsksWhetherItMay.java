package fiveways.contract;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Holding;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * The producer asks before each line whether it may send it.
 *
 * <p>So it can be held: it has a place where it asks. The question was whether one can hold
 * somebody who has never heard of it.
 */
@Breaks(value = "PLAY-6", seen = "seen PAUSES")
public final class BrokenAsksWhetherItMay extends ReferenceSubject {
  private final Semaphore mayGoOn = new Semaphore(1);

  @Override
  public Callable<Reply> producing(Peer peer, List<String> lines) {
    return () -> {
      try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
        var acknowledged = "";
        for (var line : lines) {
          mayGoOn.acquire();
          mayGoOn.release();
          socket.getOutputStream().write(new Line(line).bytes());
          acknowledged = new ReferenceOperations().readLine(socket.getInputStream());
        }
        return new Line(acknowledged);
      }
    };
  }

  @Override
  public Holding<Callable<Reply>> holding(Callable<Reply> operation) {
    return new Holding<>() {
      @Override
      public Callable<Reply> operation() {
        return operation;
      }

      @Override
      public void hold() {
        mayGoOn.acquireUninterruptibly();
      }

      @Override
      public void resume() {
        mayGoOn.release();
      }
    };
  }
}
