package fiveways.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** One client's column on the stage: what has happened to it since the last row. */
final class Column {
  private final String title;
  private final int width;
  private final List<String> notes = new ArrayList<>();

  Column(String title, int width) {
    this.title = title;
    this.width = width;
  }

  String title() {
    return title;
  }

  int width() {
    return width;
  }

  /** Something has happened. Any thread may say so. */
  synchronized void note(String what) {
    notes.add(what);
  }

  /** What has happened since it was last taken. */
  synchronized String take() {
    var all = String.join(", ", notes);
    notes.clear();
    return all;
  }
}
