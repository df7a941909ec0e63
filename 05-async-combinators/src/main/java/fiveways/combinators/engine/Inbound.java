package fiveways.combinators.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a peer sends, by demand: the socket is read when somebody asks, and not before. Takes the
 * place of reactor-netty's own inbound, which reads ahead, and which does not end when the peer has
 * ended its output alone: Netty tells of that by an event, {@link ChannelInputShutdownEvent}, that
 * nobody else here listens to.
 */
final class Inbound extends SimpleChannelInboundHandler<ByteBuf> {
  private final Pull<byte[]> chunks;
  private long listeningSince = System.nanoTime();

  Inbound(Channel channel) {
    chunks =
        new Pull<>(() -> {
          listeningSince = System.nanoTime();
          channel.read();
        });
  }

  /** The next bytes there are, as they are asked for; it completes when the peer has ended. */
  Flux<byte[]> chunks() {
    return chunks.all();
  }

  /** For how long somebody has been listening, and not a byte has come; zero if nobody does. */
  long silentFor() {
    return chunks.awaited() ? System.nanoTime() - listeningSince : 0;
  }

  /** From now on whoever reads fails. */
  void end(String reason) {
    chunks.end(Mono.error(() -> new IOException(reason)));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    chunks.put(ByteBufUtil.getBytes(bytes));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    chunks.came();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      chunks.end(Mono.empty());
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    chunks.end(Mono.empty());
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    chunks.end(Mono.error(() -> new IOException(cause.getMessage(), cause)));
    var _ = context.close();
  }
}
