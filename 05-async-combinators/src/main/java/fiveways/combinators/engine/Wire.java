package fiveways.combinators.engine;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Settings;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.io.EOFException;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.FutureMono;

/**
 * A connection. What it offers are lazy values: nothing is read or written before somebody
 * subscribes. A read that is cancelled loses nothing, a write that is cancelled is still written
 * whole. All on the loop.
 */
public final class Wire {

  /** More than a socket holds at once, so that it takes a peer which goes on and on to reach it. */
  private static final int PIECES = 1024;

  private final Channel channel;
  private final Loop loop;
  private final Mono<Duration> closing;
  private final Inbound inbound;
  private final LineDecoder decoder = new LineDecoder();
  private final long since = System.nanoTime();

  Wire(Connection connection, Loop loop) {
    this(connection, loop, Mono.never());
  }

  /** {@code closing} ends the input as if the peer had, once nothing has come for so long. */
  Wire(Connection connection, Loop loop, Mono<Duration> closing) {
    this.channel = connection.channel();
    this.loop = loop;
    this.closing = closing;
    this.inbound = new Inbound(channel);
    connection.addHandlerLast("inbound", inbound);
  }

  /** The operation is not over before this is closed. */
  void countIn(Pending operation) {
    operation.until(channel);
  }

  /** A new connection, on the loop of whoever subscribes. */
  public static Mono<Wire> to(Peer peer) {
    return Loop.current().flatMap(loop -> loop.connect(peer));
  }

  /** How long it has been open, in nanoseconds. */
  public long age() {
    return System.nanoTime() - since;
  }

  /** What the peer sends, in pieces as they come: read when they are asked for. */
  public Flux<byte[]> bytes() {
    return inbound.chunks().takeUntilOther(closing.flatMap(this::quiet));
  }

  /** Completes when the server that has accepted it begins to close. */
  public Mono<Void> closing() {
    return closing.then();
  }

  /** The peer cannot say that nothing is on its way; if it is quiet for a while, nothing is. */
  private Mono<Void> quiet(Duration time) {
    return loop.after(time).then(silence(time));
  }

  /** The same in lines; bytes after the last line end are none. */
  public Flux<Line> lines() {
    return Flux.concat(decoder.lines(), bytes().concatMap(decoder::linesWith, 0));
  }

  /** The next line. */
  public Mono<Line> line() {
    return lines().next().switchIfEmpty(Mono.error(() -> new EOFException("no more lines")));
  }

  /** Completes when the system has taken all of them, which a peer that does not read prevents. */
  public Mono<Void> write(byte[] bytes) {
    return FutureMono.deferFuture(() -> channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)));
  }

  public Mono<Void> say(Line line) {
    return write(line.bytes());
  }

  /**
   * Completes when the peer has been listened to for so long, and not a byte has come. While nobody
   * listens the clock stands still.
   */
  public Mono<Void> silence(Duration limit) {
    long nanos = Settings.nanos(limit);
    return Mono.defer(() -> loop.after(Duration.ofNanos(nanos - inbound.silentFor())))
        .repeat(() -> inbound.silentFor() < nanos)
        .then();
  }

  /** The peer will see the end of the stream after all that was written. */
  Mono<Void> endOutput() {
    return FutureMono.deferFuture(() -> ((DuplexChannel) channel).shutdownOutput());
  }

  /**
   * Reads and forgets until the peer has ended. To close with bytes unread would send a reset,
   * which can overtake what was written last. Fails if the connection is lost.
   */
  public Mono<Void> discard() {
    return inbound.chunks().then();
  }

  /** The same, but only what has come by now, and not for ever from a peer that sends on. */
  public Mono<Void> discardWhatCame() {
    return inbound
        .chunks()
        .timeout(loop.selectedOnce(), _ -> loop.selectedOnce(), Mono.empty())
        .take(PIECES)
        .onErrorComplete() // who is gone has nothing more to say
        .then();
  }

  /** Completes when it is closed. Who still reads fails. */
  public Mono<Void> close() {
    return FutureMono.deferFuture(() -> {
      inbound.end("the connection is closed");
      return channel.close();
    });
  }
}
