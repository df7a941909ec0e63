package fiveways.cli.demo;

import fiveways.cli.Glyphs;
import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import java.time.Duration;

/**
 * Bars on one time axis, with the deadline as a mark. A bar grows from left to right, a cell as its
 * time has passed, and is always as wide, so that what stands behind it stays in its place.
 *
 * @param deadline a whole number of cells after the start
 * @param end of the axis
 */
record TimeBar(Terminal terminal, Duration deadline, Duration end) {
  /** So long is a cell. */
  static final Duration CELL = Duration.ofMillis(100);

  private static final long CELLS_PER_SECOND = Duration.ofSeconds(1).dividedBy(CELL);

  int cells() {
    return Math.toIntExact(end.dividedBy(CELL));
  }

  private int cellsInTime() {
    return Math.toIntExact(deadline.dividedBy(CELL));
  }

  /** The mark's name, above the axis. */
  String heading(String text) {
    return terminal.style(Style.MARK, " ".repeat(cellsInTime()) + glyphs().deadline() + " " + text);
  }

  /** The axis: full seconds as numbers, the deadline as a crossing. */
  String axis() {
    var axis = new StringBuilder("0");
    for (int cell = 1; cell <= cells(); cell++) {
      if (cell == cellsInTime()) {
        axis.append(terminal.style(Style.MARK, glyphs().cross()));
      }
      long seconds = cell / CELLS_PER_SECOND;
      boolean number = cell % CELLS_PER_SECOND == 0 && cell != cellsInTime();
      if (number) {
        axis.append(seconds);
      } else if (cell < cells() && cell != cellsInTime()) {
        axis.append(glyphs().axis());
      }
    }
    return axis.append(" s").toString();
  }

  /** The cell with this number, from 0 on; the last one in time brings the mark with it. */
  String cell(int number) {
    if (number >= cellsInTime()) {
      return terminal.style(Style.BAD, glyphs().late());
    }
    var work = terminal.style(Style.WORK, glyphs().work());
    return number == cellsInTime() - 1 ? work + mark() : work;
  }

  /** What stands in the place of a cell in which nobody works any more. */
  String blank(int number) {
    return number == cellsInTime() - 1 ? " " + mark() : " ";
  }

  /** The whole bar of somebody who has worked until then; it is always as wide. */
  String drawn(Duration worked, boolean goesOn) {
    var drawn = new StringBuilder();
    for (int cell = 0; cell < cells(); cell++) {
      drawn.append(fills(cell, worked) ? cell(cell) : blank(cell));
    }
    return drawn.append(goesOn ? goesOn() : " ").toString();
  }

  private String mark() {
    return terminal.style(Style.MARK, glyphs().deadline());
  }

  /** The end of a bar that goes on beyond the axis. */
  String goesOn() {
    return terminal.style(Style.BAD, glyphs().goesOn());
  }

  /** Whether somebody who worked until then has worked for most of that cell. */
  static boolean fills(int number, Duration until) {
    return until.compareTo(CELL.multipliedBy(number).plus(CELL.dividedBy(2))) >= 0;
  }

  private Glyphs glyphs() {
    return terminal.glyphs();
  }
}
