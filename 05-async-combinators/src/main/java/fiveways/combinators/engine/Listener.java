package fiveways.combinators.engine;

import fiveways.contract.api.ServerSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.FutureMono;
import reactor.netty.tcp.TcpServer;

/**
 * A listening socket, by demand: a client is accepted when somebody asks for one, and until then it
 * waits in the kernel's backlog. All on the loop.
 */
public final class Listener extends ChannelInboundHandlerAdapter {

  /** Long enough not to spin while there are no descriptors, short enough for nobody to mind. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Loop loop;
  private final Channel channel;
  private final Mono<Duration> closing;
  private final Pull<Wire> arrivals;
  private boolean somebodyCame;

  private Listener(Loop loop, Channel channel, Mono<Duration> closing) {
    this.loop = loop;
    this.channel = channel;
    this.closing = closing;
    this.arrivals = new Pull<>(channel::read);
    channel.pipeline().addFirst(this);
  }

  /** Listens, for clients that are accepted by {@link #accept}. */
  public static Mono<Listener> on(Loop loop, InetSocketAddress address) {
    return on(loop, ServerSettings.defaults().withAddress(address), 1024, Mono.never());
  }

  /**
   * Listens. The error names the address.
   *
   * @param chunk at most so many bytes of a client are read at once
   * @param closing ends the clients' input, each when nothing has come from it for so long
   */
  static Mono<Listener> on(Loop loop, ServerSettings settings, int chunk, Mono<Duration> closing) {
    return configured(loop.server(), settings)
        .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(chunk))
        .doOnConnection(Listener::arrived)
        .bind()
        .map(server -> new Listener(loop, server.channel(), closing))
        .onErrorMap(failure -> named(settings.address(), failure));
  }

  private static TcpServer configured(TcpServer plain, ServerSettings settings) {
    var server =
        plain
            .bindAddress(settings::address)
            .option(ChannelOption.AUTO_READ, false) // by demand
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, ServerSettings.BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    if (settings.socketBuffer().isEmpty()) {
      return server;
    }
    int bytes = settings.socketBuffer().getAsInt();
    return server
        .option(ChannelOption.SO_RCVBUF, bytes) // inherited, and only if set before bind
        .childOption(ChannelOption.SO_SNDBUF, bytes);
  }

  private static IOException named(InetSocketAddress address, Throwable failure) {
    var cause = failure.getCause() instanceof IOException refused ? refused : failure;
    var named =
        new BindException(
            "cannot listen on %s:%d: %s"
                .formatted(
                    address.getAddress().getHostAddress(), address.getPort(), cause.getMessage()));
    named.initCause(cause);
    return named;
  }

  private static void arrived(Connection connection) {
    var listener = connection.channel().parent().pipeline().get(Listener.class);
    listener.arrivals.put(new Wire(connection, listener.loop, listener.closing));
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** The next client, which belongs to the operation that takes it. */
  public Mono<Wire> accept() {
    return Mono.deferContextual(
        context -> arrivals.take().doOnNext(client -> client.countIn(Pending.of(context))));
  }

  /** All clients, as they are asked for; it completes when this is closed. */
  Flux<Wire> clients() {
    return arrivals.all();
  }

  /** Completes when nobody listens any more. Who has not been taken is cut off. */
  public Mono<Void> close() {
    return FutureMono.deferFuture(channel::close)
        .thenMany(clients().flatMap(Wire::close)) // who came when nobody asked any more
        .then(loop.selectedOnce());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object client) {
    somebodyCame = true;
    context.fireChannelRead(client); // to be set up, and then to arrive
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (somebodyCame) {
      somebodyCame = false;
      arrivals.came();
    }
  }

  /** An accept has failed: out of descriptors, say. It is tried again, but not at once. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var config = channel.config();
    config.setAutoRead(true);
    config.setAutoRead(false); // only this change takes back what was asked for
    loop.after(PAUSE).subscribe(_ -> arrivals.came());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    arrivals.end(Mono.empty());
    context.fireChannelInactive();
  }
}
