package fiveways.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One version of a tool or library in all POMs: those of the exercises have no part in the reactor,
 * and would fall behind unseen.
 */
final class OneVersion implements HouseRule {
  private static final Pattern PROPERTY =
      Pattern.compile("<([a-z-]+\\.version|maven\\.compiler\\.release)>([^<$]+)<");
  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<$]+)</version>");

  private record First(String file, String version) {}

  @Override
  public String name() {
    return "one-version";
  }

  @Override
  public List<Finding> check(House house) {
    Map<String, First> first = new HashMap<>();
    var findings = new ArrayList<Finding>();
    var poms = new ArrayList<>(house.files("", "pom.xml"));
    if (poms.remove("pom.xml")) {
      poms.addFirst("pom.xml");
    }
    for (var pom : poms) {
      var text = house.text(pom);
      for (var pattern : List.of(PROPERTY, ARTIFACT)) {
        pattern
            .matcher(text)
            .results()
            .forEach(found -> {
              var known =
                  first.computeIfAbsent(found.group(1), _ -> new First(pom, found.group(2)));
              if (!known.version().equals(found.group(2))) {
                findings.add(
                    new Finding(
                        pom,
                        (int) text.substring(0, found.start(2)).lines().count(),
                        name(),
                        "%s is %s here and %s in %s: make it the same"
                            .formatted(
                                found.group(1), found.group(2), known.version(), known.file())));
              }
            });
      }
    }
    return findings;
  }
}
