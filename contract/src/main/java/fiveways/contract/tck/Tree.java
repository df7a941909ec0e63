package fiveways.contract.tck;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.Each;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Op;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Peer;
import fiveways.contract.api.RefusedException;
import fiveways.contract.api.Reply;
import fiveways.contract.api.Together;
import java.io.EOFException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A composition drawn at random, of which is known what may come: by a model of time that knows
 * nothing of threads, and nothing of how fast anything is. What has to happen may happen late; what
 * takes time happens no earlier; and what needs an event that never comes does not happen. So a
 * deadline can only have passed if the whole run took as long, and no slow machine makes a right
 * outcome wrong.
 */
sealed interface Tree {

  /** What a peer does once it has read its line. */
  enum Script {
    REPLIES,
    /** Replies a byte at a time. */
    DRIPS,
    HANGS_UP,
    /** Answers {@code ERR …}. */
    REFUSES,
    /** Never says a word. */
    STAYS_SILENT,
    /** There is none: nobody listens. */
    IS_NOT_THERE
  }

  /** What may become of an operation, whenever that is. */
  enum End {
    SUCCESS,
    FAILURE,
    /** It goes on until somebody ends it. */
    NEVER
  }

  /** Which peers there are. */
  record Peers(Peer scripted, Peer dead) {}

  /** The same with a number for each part, by which peers and failures know it. */
  Tree numbered(AtomicInteger next);

  /** As an operation. */
  Op op(Peers peers);

  /** Everything that may become of it. */
  Set<End> ends();

  /** Whether it may have come to this, when the whole run took so long. */
  boolean mayBe(Outcome seen, Duration took);

  /** One question. */
  record Talk(int number, Script script) implements Tree {
    @Override
    public Talk numbered(AtomicInteger next) {
      return new Talk(next.incrementAndGet(), script);
    }

    @Override
    public Op op(Peers peers) {
      var peer = script == Script.IS_NOT_THERE ? peers.dead() : peers.scripted();
      return new Op.Ask(peer, script + " " + number);
    }

    /** What a peer replies that does. */
    static String reply(String number) {
      return "reply " + number;
    }

    @Override
    public Set<End> ends() {
      return switch (script) {
        case REPLIES, DRIPS -> EnumSet.of(End.SUCCESS);
        case HANGS_UP, REFUSES, IS_NOT_THERE -> EnumSet.of(End.FAILURE);
        case STAYS_SILENT -> EnumSet.of(End.NEVER);
      };
    }

    @Override
    public boolean mayBe(Outcome seen, Duration took) {
      return switch (script) {
        case REPLIES, DRIPS -> seen.equals(new Line(reply(String.valueOf(number))));
        case HANGS_UP -> seen instanceof Failed(EOFException _);
        case REFUSES ->
            seen instanceof Failed(RefusedException cause)
                && String.valueOf(cause.getMessage()).equals("ERR " + number);
        case IS_NOT_THERE -> seen instanceof Failed(ConnectException _);
        case STAYS_SILENT -> false;
      };
    }

    @Override
    public String toString() {
      return "peer %d %s"
          .formatted(number, script.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
    }
  }

  /** A deadline; each has a length of its own, so that a failure says which one has passed. */
  record Bounded(Duration deadline, Tree inside) implements Tree {
    private static final Duration LONG = Duration.ofMinutes(1);

    private boolean passes() {
      return deadline.compareTo(LONG) < 0;
    }

    @Override
    public Bounded numbered(AtomicInteger next) {
      return new Bounded(deadline.plusNanos(1000L * next.incrementAndGet()), inside.numbered(next));
    }

    @Override
    public Op op(Peers peers) {
      return new Op.Within(deadline, inside.op(peers));
    }

    @Override
    public Set<End> ends() {
      var ends = EnumSet.copyOf(inside.ends());
      if (passes()) {
        ends.remove(End.NEVER);
        ends.add(End.FAILURE);
      }
      return ends;
    }

    @Override
    public boolean mayBe(Outcome seen, Duration took) {
      boolean passed =
          seen instanceof Failed(TimeoutException late)
              && String.valueOf(late.getMessage()).contains(deadline.toString())
              && took.compareTo(deadline) >= 0;
      return passed || inside.mayBe(seen, took);
    }

    @Override
    public String toString() {
      return "within(%s, %s)".formatted(deadline, inside);
    }
  }

  /** A race. */
  record Race(Duration hedge, List<Tree> attempts) implements Tree {
    @Override
    public Race numbered(AtomicInteger next) {
      return new Race(hedge, Tree.numbered(attempts, next));
    }

    @Override
    public Op op(Peers peers) {
      return new Op.FirstOf(hedge, Tree.ops(attempts, peers));
    }

    private boolean onlyAfterFailure() {
      return hedge.compareTo(Bounded.LONG) > 0;
    }

    /** The attempts that may be started. */
    private List<Tree> reached() {
      long first =
          onlyAfterFailure()
              ? attempts.stream().takeWhile(attempt -> attempt.ends().contains(End.FAILURE)).count()
              : attempts.size();
      return attempts.subList(0, (int) Math.min(first + 1, attempts.size()));
    }

    @Override
    public Set<End> ends() {
      var ends = EnumSet.noneOf(End.class);
      var reached = reached();
      if (reached.stream().anyMatch(attempt -> attempt.ends().contains(End.SUCCESS))) {
        ends.add(End.SUCCESS);
      }
      if (attempts.stream().allMatch(attempt -> attempt.ends().contains(End.FAILURE))) {
        ends.add(End.FAILURE);
      }
      boolean somebodyWins =
          !onlyAfterFailure()
              && attempts.stream().anyMatch(attempt -> attempt.ends().equals(Set.of(End.SUCCESS)));
      if (!somebodyWins && reached.stream().anyMatch(a -> a.ends().contains(End.NEVER))) {
        ends.add(End.NEVER);
      }
      return ends;
    }

    @Override
    public boolean mayBe(Outcome seen, Duration took) {
      return switch (seen) {
        case Reply reply -> reached().stream().anyMatch(attempt -> attempt.mayBe(reply, took));
        case Failed(AllFailedException all) -> allMayHaveFailed(all.causes(), took);
        case Failed _ -> false;
      };
    }

    private boolean allMayHaveFailed(List<Exception> causes, Duration took) {
      return causes.size() == attempts.size()
          && IntStream.range(0, causes.size())
              .allMatch(i -> attempts.get(i).mayBe(new Failed(causes.get(i)), took));
    }

    @Override
    public String toString() {
      return "firstOf(%s, %s)".formatted(hedge, attempts);
    }
  }

  /** All of them. */
  record Many(int limit, boolean failFast, List<Tree> operations) implements Tree {
    @Override
    public Many numbered(AtomicInteger next) {
      return new Many(limit, failFast, Tree.numbered(operations, next));
    }

    @Override
    public Op op(Peers peers) {
      return new Op.All(
          new Together(limit, failFast, Optional.empty()), Tree.ops(operations, peers));
    }

    @Override
    public Set<End> ends() {
      var ends = EnumSet.noneOf(End.class);
      if (failFast && operations.stream().anyMatch(o -> o.ends().contains(End.FAILURE))) {
        ends.add(End.FAILURE);
      }
      if (operations.stream().anyMatch(o -> o.ends().contains(End.NEVER))) {
        ends.add(End.NEVER);
      }
      if (operations.stream().allMatch(this::mayJoin)) {
        ends.add(End.SUCCESS);
      }
      return ends;
    }

    private boolean mayJoin(Tree operation) {
      return operation.ends().contains(End.SUCCESS)
          || (!failFast && operation.ends().contains(End.FAILURE));
    }

    @Override
    public boolean mayBe(Outcome seen, Duration took) {
      return switch (seen) {
        case Each(List<Outcome> outcomes) ->
            outcomes.size() == operations.size()
                && IntStream.range(0, outcomes.size())
                    .allMatch(i -> mayBePart(operations.get(i), outcomes.get(i), took));
        case Line _ -> false;
        case Failed failed -> failFast && operations.stream().anyMatch(o -> o.mayBe(failed, took));
      };
    }

    private boolean mayBePart(Tree operation, Outcome seen, Duration took) {
      return operation.mayBe(seen, took) && !(failFast && seen instanceof Failed);
    }

    @Override
    public String toString() {
      return "all(%s%s%s)"
          .formatted(
              limit == Integer.MAX_VALUE ? "" : "at most " + limit + " at once, ",
              failFast ? "failing fast, " : "",
              operations);
    }
  }

  /** A resource around it. */
  record Held(int number, Tree use) implements Tree {
    /** Long: it is not what these properties are about. */
    private static final Duration LIMIT = Duration.ofHours(2);

    @Override
    public Held numbered(AtomicInteger next) {
      return new Held(next.incrementAndGet(), use.numbered(next));
    }

    @Override
    public Op op(Peers peers) {
      return new Op.Using(
          new Op.Ask(peers.scripted(), "OPEN " + number),
          new Op.Ask(peers.scripted(), "CLOSE " + Op.Using.ID),
          LIMIT,
          use.op(peers));
    }

    @Override
    public Set<End> ends() {
      return use.ends();
    }

    @Override
    public boolean mayBe(Outcome seen, Duration took) {
      return use.mayBe(seen, took);
    }

    @Override
    public String toString() {
      return "using(resource %d, %s)".formatted(number, use);
    }
  }

  /** The numbers of the resources within, the outermost first, each with all those inside it. */
  default Stream<Nested> resources() {
    return switch (this) {
      case Talk _ -> Stream.empty();
      case Bounded(_, Tree inside) -> inside.resources();
      case Race(_, List<Tree> attempts) -> attempts.stream().flatMap(Tree::resources);
      case Many(_, _, List<Tree> operations) -> operations.stream().flatMap(Tree::resources);
      case Held(int number, Tree use) -> {
        var inner = use.resources().map(Nested::number).collect(Collectors.toSet());
        yield Stream.concat(Stream.of(new Nested(number, inner)), use.resources());
      }
    };
  }

  /** A resource, and those that are opened while it is held. */
  record Nested(int number, Set<Integer> inner) {}

  private static List<Tree> numbered(List<Tree> trees, AtomicInteger next) {
    return trees.stream().map(tree -> tree.numbered(next)).toList();
  }

  private static List<Op> ops(List<Tree> trees, Peers peers) {
    return trees.stream().map(tree -> tree.op(peers)).toList();
  }
}
