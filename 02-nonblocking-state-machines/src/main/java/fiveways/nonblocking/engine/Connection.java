package fiveways.nonblocking.engine;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One connection on the loop: everything that may be asked of it returns at once. Whoever wants to
 * wait tells it for what, and is told when that has come. On the loop only.
 */
public final class Connection {
  private static final int MANY_READS = 128; // of a whole buffer: more than a kernel keeps for us

  private final Loop loop;
  private Loop.Handler handler;
  private Optional<SelectionKey> key = Optional.empty();
  private boolean closed;

  /** Holds nothing, until it is connected or has been accepted. */
  public Connection(Loop loop, Loop.Handler handler) {
    this.loop = loop;
    this.handler = handler;
  }

  /**
   * Is this one from here on.
   *
   * @param buffer for sending, in the kernel; that for receiving is the listener's
   */
  public void accepted(SocketChannel channel, OptionalInt buffer) throws IOException {
    if (buffer.isPresent()) {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, buffer.getAsInt());
    }
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true); // who vanishes is found out
    key = Optional.of(loop.register(channel, handler));
  }

  /**
   * Connects, unless it is closed meanwhile; the handler is told when it is connected, or failed,
   * but never from within this call.
   */
  public void connect(Peer peer) {
    loop.execute(handler, () -> begin(peer));
  }

  private void begin(Peer peer) throws IOException {
    if (closed) {
      return;
    }
    var channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true); // to be seen when it is written
    var registered = loop.register(channel, handler);
    key = Optional.of(registered); // first of all, so that close() finds it
    registered.interestOps(SelectionKey.OP_CONNECT);
    if (channel.connect(peer.address())) {
      loop.execute(handler, handler::ready); // connected at once, and no selector will say so
    }
  }

  /**
   * What the handler asked to be told has come: it is connected, or it cannot be.
   *
   * @throws java.net.ConnectException if nobody listens there
   */
  public void finishConnect() throws IOException {
    channel().finishConnect();
  }

  /** From here on it is this one who is told. */
  public void handler(Loop.Handler other) {
    handler = other;
    key.ifPresent(k -> k.attach(other));
  }

  /** From here on the handler is told when one of these is possible; nothing: 0. */
  public void interestOps(int ops) {
    key.filter(SelectionKey::isValid).ifPresent(k -> k.interestOps(ops));
  }

  /** Whether it is told when these are possible, and nothing else. */
  boolean isInterestedIn(int ops) {
    return key.filter(SelectionKey::isValid).filter(k -> k.interestOps() == ops).isPresent();
  }

  /** Writes as much as there is room for; true if that was all. */
  public boolean write(ByteBuffer bytes) throws IOException {
    channel().write(bytes);
    return !bytes.hasRemaining();
  }

  /**
   * What has come, at most so many bytes: in the loop's buffer, so not for long. Empty at the end
   * of the stream.
   */
  public Optional<ByteBuffer> read(int atMost) throws IOException {
    var buffer = loop.buffer();
    buffer.limit(Math.min(atMost, buffer.capacity()));
    return channel().read(buffer) < 0 ? Optional.empty() : Optional.of(buffer.flip());
  }

  /** The same into a line buffer, as much as that has room for; false at the end of the stream. */
  public boolean read(LineBuffer lines) throws IOException {
    var read = read(lines.room());
    read.ifPresent(lines::add);
    return read.isPresent();
  }

  /**
   * The next line, if it is here whole by now; reads at most once.
   *
   * @throws EOFException if the stream ends before it is whole
   */
  public Optional<Line> readLine(LineBuffer lines) throws IOException {
    var here = lines.next();
    if (here.isEmpty() && !read(lines)) {
      throw new EOFException("the peer ended before a whole line");
    }
    return here.isPresent() ? here : lines.next();
  }

  /**
   * Drops what has come by now. Left unread, it would turn our close into a reset, and then the
   * peer may never see what it has not been given yet. Somebody who talks on and on is not heard
   * out.
   */
  public void discard() throws IOException {
    boolean more = true;
    for (int reads = 0; more && reads < MANY_READS; reads++) {
      more = read(Integer.MAX_VALUE).filter(ByteBuffer::hasRemaining).isPresent();
    }
  }

  /** The peer will see the end of the stream after all that was written. */
  public void endOutput() {
    try {
      channel().shutdownOutput();
    } catch (IOException e) {
      // It is lost, and the next read will say so.
    }
  }

  private SocketChannel channel() throws IOException {
    var open = key.orElseThrow(() -> new IOException("not connected"));
    return (SocketChannel) open.channel();
  }

  /** The peer sees its end at once; the descriptor is free when the selector has looked again. */
  public void close() {
    closed = true;
    try {
      if (key.isPresent()) {
        key.get().channel().close();
      }
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }
}
