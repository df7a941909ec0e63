package fiveways.cli;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sequential questions, plainly and in each model, in one process: a round is a block of each, one
 * after the other, beginning with another one each time, so that what slows the machine for a while
 * slows them all. Each round is a line: the nanoseconds of a question, plain first, then the models
 * in the order given.
 *
 * <p>Arguments: address of the peer, rounds that are not counted, rounds, questions of a block,
 * models.
 */
public final class OverheadHost {
  private static final String QUESTION = "hello";

  /** So many questions, one after the other. */
  @FunctionalInterface
  private interface Block {
    void ask() throws IOException, TimeoutException, InterruptedException;
  }

  private OverheadHost() {}

  public static void main(String[] arguments) throws Exception {
    LifeLine.hold();
    var peer = new Peer(Words.address(arguments[0]));
    int warming = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    int questions = Integer.parseInt(arguments[3]);
    var open = new LinkedHashMap<String, ConcurrencyModel<?>>();
    Stream.of(arguments).skip(4).forEach(id -> open.put(id, Models.called(id).open()));
    try {
      var blocks = blocks(peer, open);
      for (int round = -warming; round < rounds; round++) {
        var line = round(blocks, questions, Math.floorMod(round, blocks.size()));
        if (round >= 0) {
          System.out.println(line);
        }
      }
    } finally {
      open.values().forEach(ConcurrencyModel::close);
    }
    System.exit(0);
  }

  private static List<Block> blocks(Peer peer, Map<String, ConcurrencyModel<?>> open) {
    var blocks = new ArrayList<Block>();
    blocks.add(() -> plainly(peer));
    open.values().forEach(model -> blocks.add(inModel(model, peer)));
    return blocks;
  }

  private static String round(List<Block> blocks, int questions, int first)
      throws IOException, TimeoutException, InterruptedException {
    var nanos = new long[blocks.size()];
    for (int i = 0; i < nanos.length; i++) {
      int which = (first + i) % nanos.length;
      long start = System.nanoTime();
      for (int question = 0; question < questions; question++) {
        blocks.get(which).ask();
      }
      nanos[which] = (System.nanoTime() - start) / questions;
    }
    return java.util.Arrays.stream(nanos)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  /** As in a program that waits for nothing else. */
  private static void plainly(Peer peer) throws IOException {
    try (var socket = new Socket(peer.address().getAddress(), peer.address().getPort())) {
      socket.getOutputStream().write(new Line(QUESTION).bytes());
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      check(Optional.ofNullable(in.readLine()).orElse("nothing"));
    }
  }

  private static <O> Block inModel(ConcurrencyModel<O> model, Peer peer) {
    var asking = model.ask(peer, QUESTION);
    return () -> check(model.run(asking) instanceof Line(String reply) ? reply : "several");
  }

  private static void check(String reply) {
    if (!reply.equals(QUESTION)) {
      throw new IllegalStateException("the peer has not said this: " + reply);
    }
  }
}
