package fiveways.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Nothing in the repository knows the machine that it was written on. */
final class NoMachinePaths implements HouseRule {
  private static final List<String> PICTURES =
      List.of(".png", ".jar", ".pdf", ".woff2", ".ico", ".class");

  // In pieces, so that this file keeps its own rule. Linuxbrew is in one place on every machine.
  private static final Pattern PATH =
      Pattern.compile(
          "(?<![\\w.}*-])(/(?:ro"
              + "ot|ho"
              + "me/(?!linuxbrew)[a-z]|wo"
              + "rk/|tmp/w"
              + "t)\\w*"
              + "|[A-Z]:\\\\+Us"
              + "ers\\\\+\\w)");

  private static final Pattern REPOSITORY =
      Pattern.compile(
          "<(?:mirror|repository|pluginRepository|distributionManagement)>|^registry\\s*=");
  private static final Pattern WRAPPER =
      Pattern.compile("^(?:distribution|wrapper)Url=(?!https://repo\\.maven\\.apache\\.org/).*");

  @Override
  public String name() {
    return "no-machine-paths";
  }

  @Override
  public List<Finding> check(House house) {
    var findings = new ArrayList<Finding>();
    for (var file : house.files()) {
      if (PICTURES.stream().anyMatch(file::endsWith)) {
        continue;
      }
      var lines = house.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        look(file, i + 1, lines.get(i), findings);
      }
    }
    return findings;
  }

  private void look(String file, int line, String text, List<Finding> findings) {
    var path = PATH.matcher(text);
    if (path.find()) {
      findings.add(
          new Finding(
              file,
              line,
              name(),
              path.group(1)
                  + "… is a place on somebody's machine: write a path from the repository's root, or find the place at run time"));
    }
    boolean build = file.endsWith("pom.xml") || file.endsWith(".npmrc");
    if ((build && REPOSITORY.matcher(text).find()) || WRAPPER.matcher(text).find()) {
      findings.add(
          new Finding(
              file,
              line,
              name(),
              "the build is told where to download from: leave that to Maven's default and the reader's settings"));
    }
  }
}
