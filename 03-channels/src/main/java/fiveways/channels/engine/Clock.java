package fiveways.channels.engine;

import com.softwaremill.jox.Channel;
import fiveways.contract.api.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The actor that makes time a message. It is told whom to write to and when, and sleeps until then.
 * A sleep is no channel and cannot be selected on; so whoever writes to the clock wakes it too, by
 * an interrupt, which here and nowhere else in this model is a means of communication.
 *
 * <p>It has a thread of the system, whatever the other actors run in: time does not have to wait
 * for a carrier then.
 */
public final class Clock {

  /** What the clock is told. */
  private sealed interface Order {}

  private record Set(Timer<?> timer, long nanoTime) implements Order {}

  private record Withdraw(Timer<?> timer) implements Order {}

  private enum Signal implements Order {
    CLOSE
  }

  /** When a timer is due; of two at the same time, the one that was set first. */
  private record Due(long nanoTime, long number) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      long later = nanoTime - other.nanoTime; // the counter may overflow, differences do not
      return later != 0 ? Long.signum(later) : Long.compare(number, other.number);
    }
  }

  private final Mailbox<Order> orders = new Mailbox<>();
  private final Latch over = new Latch();
  private final Thread thread;

  Clock() {
    thread = Threads.PLATFORM.start("clock", () -> new Schedule().keep());
  }

  /** A timer that will ring with this message on a channel of its own; it is not set yet. */
  public <M> Timer<M> timer(M message) {
    return new Timer<>(this, message, Channel.newBufferedChannel(1));
  }

  /** One that will ring in a mailbox, for an actor that has everything come there. */
  public <M> Timer<M> timer(M message, Mailbox<M> mailbox) {
    return new Timer<>(this, message, mailbox.channel());
  }

  void set(Timer<?> timer, long nanoTime) {
    order(new Set(timer, nanoTime));
  }

  void withdraw(Timer<?> timer) {
    order(new Withdraw(timer));
  }

  private void order(Order order) {
    orders.tell(order);
    thread.interrupt();
  }

  /** Ends the clock and blocks until it has ended. */
  void close() {
    order(Signal.CLOSE);
    over.await();
  }

  /** What the clock alone knows. */
  private final class Schedule {
    private final TreeMap<Due, Timer<?>> inOrder = new TreeMap<>();
    private final Map<Timer<?>, Due> dues = new HashMap<>();
    private long setSoFar;
    private boolean open = true;

    void keep() throws InterruptedException {
      while (open) {
        for (var order = orders.poll(); order.isPresent(); order = orders.poll()) {
          obey(order.get());
        }
        ringWhatIsDue();
        sleepUntilNext();
      }
      over.open();
    }

    private void obey(Order order) {
      switch (order) {
        case Set(var timer, var nanoTime) -> {
          var due = new Due(nanoTime, setSoFar++);
          inOrder.put(due, timer);
          dues.put(timer, due);
        }
        case Withdraw(var timer) -> // unless it has rung
            Optional.ofNullable(dues.remove(timer)).ifPresent(inOrder::remove);
        case Signal.CLOSE -> open = false;
      }
    }

    private long untilNext() {
      return inOrder.isEmpty() ? Settings.NEVER : inOrder.firstKey().nanoTime() - System.nanoTime();
    }

    private void ringWhatIsDue() throws InterruptedException {
      while (untilNext() <= 0) {
        var timer = inOrder.pollFirstEntry().getValue();
        dues.remove(timer);
        timer.ring();
      }
    }

    private void sleepUntilNext() {
      try {
        if (open) {
          Thread.sleep(Duration.ofNanos(Math.max(untilNext(), 0)));
        }
      } catch (InterruptedException ordered) {
        // Whoever wrote after we had looked has interrupted after that: it is not slept through.
      }
    }
  }
}
