package fiveways.checks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every relative link in a Markdown file leads to a file or folder that is there. */
final class Links implements HouseRule {

  @Override
  public String name() {
    return "links";
  }

  @Override
  public List<Finding> check(House house) {
    Map<String, Markdown> pages = new HashMap<>();
    house.files("", ".md").forEach(file -> pages.put(file, Markdown.of(house.lines(file))));
    return pages.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(page -> inOne(house, pages, page.getKey(), page.getValue()))
        .toList();
  }

  private Stream<Finding> inOne(
      House house, Map<String, Markdown> pages, String file, Markdown page) {
    return page.links().stream()
        .flatMap(link ->
            broken(house, pages, file, link.text()).stream()
                .map(advice -> new Finding(file, link.line(), name(), advice)));
  }

  private static Optional<String> broken(
      House house, Map<String, Markdown> pages, String file, String link) {
    if (link.matches("[a-z][a-z0-9+.-]*:.*")) {
      return Optional.empty();
    }
    int hash = link.indexOf('#');
    var path = (hash < 0 ? link : link.substring(0, hash)).replace("%20", " ");
    var folder = Optional.ofNullable(Path.of(file).getParent()).orElse(Path.of(""));
    var target =
        path.isEmpty() ? file : folder.resolve(path).normalize().toString().replace('\\', '/');
    if (path.startsWith("/") || target.startsWith("..") || !house.has(target)) {
      return Optional.of(
          "the link %s leads nowhere: there is no %s in the repository".formatted(link, target));
    }
    var page = pages.get(target);
    if (hash >= 0 && page != null && !page.hasAnchor(link.substring(hash + 1))) {
      return Optional.of(
          "the link %s leads into %s, which has no such heading: copy the heading's words, in lower case with hyphens"
              .formatted(link, target));
    }
    return Optional.empty();
  }
}
