package fiveways.cli.demo;

import fiveways.cli.Failures;
import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.contract.api.ModelProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Models side by side, time running down: a row per tick, and in it for each model a cell per
 * client. The clients of all models take their steps at the same moments, and none waits for those
 * of another model.
 */
final class Stage {
  private static final int TIME = 5;
  private static final int CELL = 4;
  private static final int GROUP = 3 * (CELL + 1);

  private final Terminal terminal;
  private final Duration tick;
  private final Duration lag;

  /**
   * @param tick between two rows
   * @param lag how long after a tick its row is written, so that what is due then is in it
   */
  Stage(Terminal terminal, Duration tick, Duration lag) {
    this.terminal = terminal;
    this.tick = tick;
    this.lag = lag;
  }

  /**
   * The head of the table.
   *
   * @param clients in words of at most four letters
   */
  void header(List<ModelProvider> models, List<String> clients) {
    var names = new StringBuilder(" ".repeat(TIME));
    var under = new StringBuilder(Text.column("s", TIME, terminal.glyphs()));
    for (var model : models) {
      names.append(Text.column(Narration.shortly(model), GROUP, terminal.glyphs()));
      clients.forEach(client -> under.append(Text.column(client, CELL + 1, terminal.glyphs())));
    }
    terminal.line(terminal.strong(names.toString().stripTrailing()));
    terminal.line(terminal.style(Style.WORK, under.toString().stripTrailing()));
  }

  /** Plays so many rows, and then waits as long as that until all clients have seen all. */
  void play(int rows, List<? extends Clients> all, Duration patience) throws InterruptedException {
    var hands = new ArrayList<ExecutorService>();
    all.forEach(_ -> hands.add(Executors.newSingleThreadExecutor(Stage::hand)));
    try {
      long start = System.nanoTime();
      for (int row = 1; row <= rows; row++) {
        for (int i = 0; i < all.size(); i++) {
          var clients = all.get(i);
          int number = row;
          hands.get(i).execute(() -> step(clients, number));
        }
        sleepUntil(start, tick.multipliedBy(row).plus(lag));
        row(tick.multipliedBy(row), all);
      }
      var _ = Waiting.until(() -> all.stream().allMatch(Stage::over), patience);
    } finally {
      hands.forEach(ExecutorService::shutdownNow);
    }
  }

  private static boolean over(Clients clients) {
    return clients.content() || clients.failure().isPresent();
  }

  private static Thread hand(Runnable steps) {
    return Thread.ofPlatform().daemon().name("demo-hand").unstarted(steps);
  }

  private static void step(Clients clients, int row) {
    if (clients.failure().isPresent()) {
      return;
    }
    try {
      clients.step(row);
    } catch (IOException e) {
      clients.failed(Failures.inWords(e));
    } catch (InterruptedException e) {
      clients.failed("it did not come to its end");
    }
  }

  private static void sleepUntil(long start, Duration then) throws InterruptedException {
    var left = then.minus(Duration.ofNanos(System.nanoTime() - start));
    Thread.sleep(left.isNegative() ? Duration.ZERO : left);
  }

  private void row(Duration now, List<? extends Clients> all) {
    var time = String.format(Locale.ROOT, "%.2f", now.toMillis() / 1e3);
    var line = new StringBuilder(terminal.quiet(Text.column(time, TIME, terminal.glyphs())));
    for (var clients : all) {
      for (var cell : clients.seen()) {
        var text = Text.column(cell.text(), CELL, terminal.glyphs());
        line.append(terminal.style(cell.style(), text)).append(' ');
      }
    }
    terminal.line(line.toString().stripTrailing());
  }
}
