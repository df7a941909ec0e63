package fiveways.nonblocking;

import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import fiveways.contract.api.FirstAttempt;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Settings;
import fiveways.nonblocking.engine.LineBuffer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The typical first attempt: a selector of one's own, and the deadline as the timeout of its {@code
 * select}.
 *
 * <p>Breaks TIME-2. Each {@code select} waits so long for the <em>next</em> event, and each event
 * starts the wait anew: a peer that drips a byte now and then stretches it for ever. Students write
 * it because the loop waits in one place only, so that its timeout seems to be the timeout of
 * everything. {@link Timeout} has a point in time instead of a length, and the loop waits until the
 * next of them.
 */
public final class BrokenTimeout implements FirstAttempt {
  private final AtomicInteger working = new AtomicInteger();

  @Override
  public String idea() {
    return "the timeout of select";
  }

  @Override
  public Reply ask(Peer peer, String line, Duration deadline)
      throws IOException, TimeoutException, InterruptedException {
    Settings.positive("deadline", deadline);
    var request = ByteBuffer.wrap(new Line(line).bytes());
    working.incrementAndGet();
    try (var selector = Selector.open();
        var channel = SocketChannel.open()) {
      channel.configureBlocking(false);
      channel.register(selector, channel.connect(peer.address()) ? OP_WRITE : OP_CONNECT);
      return attempt(selector, channel, request, deadline);
    } finally {
      working.decrementAndGet();
    }
  }

  // tag::bounded[]
  private static Reply attempt(
      Selector selector, SocketChannel channel, ByteBuffer request, Duration limit)
      throws IOException, TimeoutException, InterruptedException {
    var reply = new LineBuffer();
    var line = reply.next();
    while (line.isEmpty()) {
      int ready = selector.select(limit.toMillis()); // for each event, not for all
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (ready == 0) {
        throw new TimeoutException("no end within " + limit);
      }
      selector.selectedKeys().forEach(key -> key.interestOps(OP_READ));
      selector.selectedKeys().clear();
      line = step(channel, request, reply);
    }
    return Line.reply(line.get().text());
  }

  // end::bounded[]

  private static Optional<Line> step(SocketChannel channel, ByteBuffer request, LineBuffer reply)
      throws IOException {
    if (request.hasRemaining()) {
      channel.finishConnect();
      channel.write(request); // it is one line, and there is room for it
      return Optional.empty();
    }
    var read = ByteBuffer.allocate(reply.room());
    if (channel.read(read) < 0) {
      throw new EOFException("the peer ended before a whole line");
    }
    reply.add(read.flip());
    return reply.next();
  }

  @Override
  public boolean stillWorking() {
    return working.get() > 0;
  }

  /** Who still waits in {@link #ask} is interrupted by whoever has sent him there. */
  @Override
  public void close() {}
}
