package fiveways.checks;

import com.sun.source.tree.MethodTree;
import fiveways.measure.Source;
import java.util.ArrayList;
import java.util.List;

/** A file of a model fits a reader's patience, a method fits a screen; engines are no exception. */
final class SmallFiles implements HouseRule {
  private static final int FILE = 200;
  private static final int METHOD = 25;

  @Override
  public String name() {
    return "small-files";
  }

  @Override
  public List<Finding> check(House house) {
    var findings = new ArrayList<Finding>();
    for (var model : house.models()) {
      for (var source : house.sources(model.folder() + "/src/main/java")) {
        int lines = house.lines(source.file()).size();
        if (lines > FILE) {
          findings.add(
              new Finding(
                  source.file(),
                  FILE + 1,
                  name(),
                  "%d lines, and a model's file has at most %d: find the type that is missing, or move machinery into engine/"
                      .formatted(lines, FILE)));
        }
        source.methods().forEach(method -> method(source, method, findings));
      }
    }
    return findings;
  }

  private void method(Source source, MethodTree method, List<Finding> findings) {
    int lines = source.lastLine(method) - source.firstLine(method) + 1;
    if (lines > METHOD) {
      findings.add(
          Finding.in(
              source,
              method,
              name(),
              "%s has %d lines, and a method at most %d: name its steps, or find the type that is missing"
                  .formatted(called(method), lines, METHOD)));
    }
  }

  private static String called(MethodTree method) {
    return method.getReturnType() == null ? "the constructor" : method.getName() + "()";
  }
}
