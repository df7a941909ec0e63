package fiveways.benchmarks;

import fiveways.contract.api.Line;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a deadline costs. Each row is one operation from its start until all of it is over, one
 * after the other, by one caller; {@link Row} says what each row is for, and which is to be
 * compared with which. Nothing is read off a single row: it contains the crossing of the facade.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TimeoutCost {

  /** A model, and nothing else: no peer runs beside it. */
  @State(Scope.Benchmark)
  public static class Alone {
    @Param({"01", "04"})
    public String model = "";

    @SuppressWarnings("NullAway.Init") // JMH calls open() before it measures
    private Trial<?> trial;

    /** Opens the model. */
    @Setup
    public void open() throws ReflectiveOperationException {
      trial = new Trial<>(Subjects.of(Subjects.provider(model)));
    }

    /** Waits until the model has given everything back. */
    @TearDown
    public void close() {
      trial.close();
    }
  }

  /** A model, and a peer that is as fresh as the model. */
  @State(Scope.Benchmark)
  public static class Asking {
    @Param({"01", "04"})
    public String model = "";

    @SuppressWarnings("NullAway.Init") // JMH calls open() before it measures
    private Trial<?> trial;

    @SuppressWarnings("NullAway.Init")
    private PeerProcess peer;

    @SuppressWarnings("NullAway.Init")
    private Trial.Asks asks;

    private long answered;

    /** Starts the peer and opens the model. */
    @Setup
    public void open() throws IOException, ReflectiveOperationException {
      peer = new PeerProcess();
      trial = new Trial<>(Subjects.of(Subjects.provider(model)));
      asks = trial.asks(peer);
    }

    private Line answered(Reply reply) {
      answered++;
      if (reply instanceof Line line && line.text().equals(LoopbackPeer.REPLY)) {
        return line;
      }
      throw new IllegalStateException("not what the peer has said: " + reply);
    }

    /** A model that has done more or less than it was asked to was not measured, but misread. */
    @TearDown
    public void close() throws IOException {
      try (var _ = peer;
          var _ = trial) {
        if (answered > 0) {
          SameWork.check(model, answered, peer.seen());
        }
      }
    }
  }

  /** {@link Row#AT_ONCE}. */
  @Benchmark
  public Reply atOnce(Alone alone) throws IOException, TimeoutException, InterruptedException {
    return alone.trial.atOnce();
  }

  /** {@link Row#AT_ONCE_WITHIN}. */
  @Benchmark
  public Reply atOnceWithin(Alone alone)
      throws IOException, TimeoutException, InterruptedException {
    return alone.trial.atOnceWithin();
  }

  /** {@link Row#ASK}. */
  @Benchmark
  public Reply ask(Asking asking) throws IOException, TimeoutException, InterruptedException {
    return asking.answered(asking.asks.ask().run());
  }

  /** {@link Row#ASK_WITHIN}. */
  @Benchmark
  public Reply askWithin(Asking asking) throws IOException, TimeoutException, InterruptedException {
    return asking.answered(asking.asks.askWithin().run());
  }

  /** {@link Row#TOO_LATE}. */
  @Benchmark
  public TimeoutException tooLate(Asking asking) throws IOException, InterruptedException {
    try {
      throw new IllegalStateException("a silent peer has said " + asking.asks.tooLate().run());
    } catch (TimeoutException late) {
      return late;
    }
  }
}
