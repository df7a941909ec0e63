package fiveways.combinators;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.Subject;
import fiveways.contract.tck.Tally;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.util.List;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.FutureMono;
import reactor.netty.tcp.TcpClient;

/** Model 05, and two operations by somebody who writes in its style and has never heard of it. */
public final class CombinatorsSubject implements Subject<Mono<Reply>> {

  @Override
  public String id() {
    return "05";
  }

  @Override
  public ConcurrencyModel<Mono<Reply>> open() {
    return new CombinatorsModel();
  }

  /**
   * Plain reactor-netty. What it connects with is found in the context, as a user's name might be.
   */
  @Override
  public Mono<Reply> opaque(Peer peer, String first, String second) {
    return Mono.deferContextual(context ->
        Mono.usingWhen(
            context.get(TcpClient.class).remoteAddress(peer::address).connect(),
            connection -> talk(connection, first, second),
            connection -> FutureMono.deferFuture(connection.channel()::close)));
  }

  private static Mono<Reply> talk(Connection connection, String first, String second) {
    connection.addHandlerLast(new LineBasedFrameDecoder(Line.MAX_BYTES));
    var replies = connection.inbound().receive().asString(ISO_8859_1);
    return say(connection, first)
        .thenMany(replies)
        .index()
        .concatMap(reply ->
            reply.getT1() == 0
                ? say(connection, second).then(Mono.<Reply>empty())
                : Mono.<Reply>just(new Line(reply.getT2())))
        .next();
  }

  private static Mono<Void> say(Connection connection, String line) {
    return connection.outbound().sendString(Mono.just(line + "\n"), ISO_8859_1).then();
  }

  @Override
  public Mono<Reply> spin(BooleanSupplier goOn) {
    return Mono.fromSupplier(() -> {
      long turns = 0;
      while (goOn.getAsBoolean()) {
        turns++; // not Thread.onSpinWait: BlockHound takes that for blocking
      }
      return new Line("released after " + turns);
    });
  }

  @Override
  public Mono<Reply> adding(int activities, Tally tally) {
    return Turns.adding(activities, tally);
  }

  @Override
  public Mono<Reply> addingAround(Mono<Reply> wait, int activities, Tally tally) {
    return Turns.addingAround(wait, activities, tally);
  }

  @Override
  public Mono<Reply> producing(Peer peer, List<String> lines) {
    return Pausing.producing(peer, lines);
  }
}
