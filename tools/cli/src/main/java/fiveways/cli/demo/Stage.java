package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import java.time.Duration;
import java.util.List;

/** Clients side by side, time running down: a row per tick, a column per client. */
final class Stage {
  private static final int TIME = 7;

  private final Terminal terminal;
  private final List<Column> columns;
  private final Duration tick;
  private final Duration lag;
  private final long start = System.nanoTime();
  private int rows;

  /**
   * @param tick between two rows
   * @param lag how long after a tick its row is written, so that what is due then is in it
   */
  Stage(Terminal terminal, Duration tick, Duration lag, List<Column> columns) {
    this.terminal = terminal;
    this.tick = tick;
    this.lag = lag;
    this.columns = columns;
  }

  void header() {
    var line = new StringBuilder(" ".repeat(TIME));
    for (var column : columns) {
      line.append(Text.column(column.title(), column.width(), terminal.glyphs())).append("  ");
    }
    terminal.line(terminal.style(Style.WORK, line.toString().stripTrailing()));
  }

  /** Waits until the next tick is over, and writes down what happened in it. */
  void row() throws InterruptedException {
    row(() -> {});
  }

  /**
   * The same.
   *
   * @param before notes what has come together meanwhile
   */
  void row(Runnable before) throws InterruptedException {
    rows++;
    var until = tick.multipliedBy(rows);
    var now = Duration.ofNanos(System.nanoTime() - start);
    var left = until.plus(lag).minus(now);
    Thread.sleep(left.isNegative() ? Duration.ZERO : left);
    before.run();
    var line = new StringBuilder();
    for (var column : columns) {
      line.append(Text.column(column.take(), column.width(), terminal.glyphs())).append("  ");
    }
    terminal.line(
        terminal.quiet(Text.column(Text.seconds(until), TIME, terminal.glyphs()))
            + line.toString().stripTrailing());
  }
}
