package fiveways.combinators;

import fiveways.combinators.engine.Wire;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** PLAY-6, in this model's own style: a producer that has never heard of being held. */
final class Pausing {
  private Pausing() {}

  /** Its end is the last acknowledgement, and whoever has it sees nothing before that. */
  static Mono<Reply> producing(Peer peer, List<String> lines) {
    return acknowledgements(peer, lines).last().cast(Reply.class);
  }

  /** One line after the other, each when the one before has been acknowledged. */
  static Flux<Line> acknowledgements(Peer peer, List<String> lines) {
    return Flux.usingWhen(
        Wire.to(peer),
        wire ->
            Flux.fromIterable(lines)
                .concatMap(line -> wire.say(new Line(line)).then(wire.line()), 0),
        Wire::close);
  }
}
