package fiveways.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Acceptor;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineConnection;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The reference model's operations: callables on virtual threads, cancelled by interrupts. */
class ReferenceOperations {

  Callable<Reply> ask(Peer peer, String line) {
    var request = new Line(line).bytes();
    return () -> {
      try (var socket = new Socket()) {
        socket.connect(peer.address());
        socket.getOutputStream().write(request);
        return Line.reply(readLine(socket.getInputStream()));
      }
    };
  }

  Callable<Reply> within(Duration deadline, Callable<Reply> operation) {
    Settings.positive("deadline", deadline);
    long limit = Settings.nanos(deadline);
    return () -> {
      long start = System.nanoTime();
      var reply = awaitEnd(operation, limit);
      if (System.nanoTime() - start >= limit) {
        throw new TimeoutException("no end within " + deadline);
      }
      return reply.orThrow();
    };
  }

  Reply run(Callable<Reply> operation) throws IOException, TimeoutException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return awaitEnd(operation, Settings.NEVER).orThrow();
  }

  /** Runs it in a thread of its own, interrupts that at the limit, and always awaits its end. */
  protected Outcome awaitEnd(Callable<Reply> operation, long limit) throws InterruptedException {
    var task = new FutureTask<>(operation);
    var worker = Thread.ofVirtual().name("reference-worker").start(task);
    try {
      return new Ended(task).within(limit);
    } finally {
      worker.interrupt();
      joinUninterruptibly(worker);
    }
  }

  private record Ended(FutureTask<Reply> task) {
    Outcome within(long limit) throws InterruptedException {
      try {
        return task.get(limit, TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        return new Failed(late);
      } catch (ExecutionException e) {
        return new Failed(e.getCause() instanceof Exception cause ? cause : e);
      }
    }
  }

  static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  Acceptor<Callable<Reply>> acceptor(InetSocketAddress address) throws IOException {
    throw new UnsupportedOperationException("comes with TIME-9: " + address);
  }

  LineConnection<Callable<Reply>> connect(Peer peer) throws IOException {
    throw new UnsupportedOperationException("comes with TIME-12: " + peer);
  }

  protected String readLine(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b; (b = in.read()) != '\n'; line.write(b)) {
      if (b < 0) {
        throw new EOFException("the peer ended before a whole line");
      }
      if (line.size() == Line.MAX_BYTES) {
        throw new LineTooLongException();
      }
    }
    var text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
