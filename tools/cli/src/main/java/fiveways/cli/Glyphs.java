package fiveways.cli;

import java.nio.charset.Charset;

/** What bars and marks are drawn with; each is one column wide. */
public enum Glyphs {
  UNICODE("█", "▒", "│", "▶", "─", "┼", "✓", "✗", "·", "–", "…", "↳"),
  ASCII("#", "x", "|", ">", "-", "+", "+", "!", "-", "-", "~", "\\");

  private final String work;
  private final String late;
  private final String deadline;
  private final String goesOn;
  private final String axis;
  private final String cross;
  private final String held;
  private final String broken;
  private final String dot;
  private final String dash;
  private final String cut;
  private final String wrapped;

  Glyphs(String... all) {
    work = all[0];
    late = all[1];
    deadline = all[2];
    goesOn = all[3];
    axis = all[4];
    cross = all[5];
    held = all[6];
    broken = all[7];
    dot = all[8];
    dash = all[9];
    cut = all[10];
    wrapped = all[11];
  }

  /** The finer ones, if the charset has them all. */
  public static Glyphs of(Charset charset) {
    var encoder = charset.newEncoder();
    return encoder.canEncode("█▒│▶─┼✓✗·–…↳") ? UNICODE : ASCII;
  }

  /** A piece of a bar: somebody works, in time. */
  public String work() {
    return work;
  }

  /** A piece of a bar: somebody works, too late. */
  public String late() {
    return late;
  }

  public String deadline() {
    return deadline;
  }

  /** The end of a bar that has no end. */
  public String goesOn() {
    return goesOn;
  }

  public String axis() {
    return axis;
  }

  /** An axis under a mark. */
  public String cross() {
    return cross;
  }

  public String held() {
    return held;
  }

  public String broken() {
    return broken;
  }

  /** Between two things of a line. */
  public String dot() {
    return dot;
  }

  /** Nothing to show here. */
  public String dash() {
    return dash;
  }

  /** The end of a text that was longer. */
  public String cut() {
    return cut;
  }

  /** Before the rest of a line that was too long. */
  public String wrapped() {
    return wrapped;
  }
}
