package fiveways.measure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which lines of a file are in which of its tagged regions. */
public final class Region {
  private Region() {}

  /**
   * The numbers of the lines of each region, by its name, in the order in which regions begin. A
   * name that is tagged several times is one region; lines that are tags are in none.
   */
  public static Map<String, SortedSet<Integer>> in(List<String> lines) {
    var regions = new LinkedHashMap<String, SortedSet<Integer>>();
    Deque<String> open = new ArrayDeque<>();
    for (int number = 1; number <= lines.size(); number++) {
      var tag = Tag.in(lines.get(number - 1));
      if (tag.isEmpty()) {
        for (var name : open) {
          regions.computeIfAbsent(name, _ -> new TreeSet<>()).add(number);
        }
      } else if (tag.get().begins()) {
        open.push(tag.get().name());
        regions.computeIfAbsent(tag.get().name(), _ -> new TreeSet<>());
      } else {
        open.remove(tag.get().name());
      }
    }
    return regions;
  }

  /** The names of the regions that a line is in, in the order in which regions begin. */
  public static List<String> at(int line, Map<String, SortedSet<Integer>> regions) {
    var names = new ArrayList<String>();
    regions.forEach((name, lines) -> {
      if (lines.contains(line)) {
        names.add(name);
      }
    });
    return names;
  }
}
