package fiveways.checks;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import fiveways.measure.Parts;
import fiveways.measure.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Siblings can be laid side by side: the same files, in them the same non-private methods in the
 * same order, and the same regions. What is private is each model's own affair; so are
 * constructors, which may take the machinery that the model needs.
 */
final class Parity implements HouseRule {
  @Override
  public String name() {
    return "parity";
  }

  @Override
  public List<Finding> check(House house) {
    var models = house.models();
    var findings = new ArrayList<Finding>();
    for (var file : Parts.FILES) {
      var having = models.stream().filter(m -> house.has(path(m, file))).toList();
      if (having.isEmpty()) {
        continue;
      }
      models.stream()
          .filter(m -> !having.contains(m))
          .map(m -> missing(m, having.getFirst(), file))
          .forEach(findings::add);
      having.stream()
          .skip(1)
          .flatMap(m -> compare(house, having.getFirst(), m, file))
          .forEach(findings::add);
    }
    return findings;
  }

  private static String path(Leaf model, String file) {
    return model.sources() + "/" + file + ".java";
  }

  private Finding missing(Leaf model, Leaf having, String file) {
    return new Finding(
        path(model, file),
        1,
        name(),
        "%s has %s.java and %s has not: write it, so that the two can be laid side by side"
            .formatted(having.title(), file, model.title()));
  }

  private Stream<Finding> compare(House house, Leaf one, Leaf other, String file) {
    return Stream.concat(
        methods(house, one, other, file).stream(), regions(house, one, other, file).stream());
  }

  private Optional<Finding> methods(House house, Leaf one, Leaf other, String file) {
    var expected = List.copyOf(signatures(house, one, file).keySet());
    var source = house.source(path(other, file));
    var seen = signatures(house, other, file);
    if (List.copyOf(seen.keySet()).equals(expected)) {
      return Optional.empty();
    }
    var names = List.copyOf(seen.keySet());
    int differs = 0;
    while (differs < Math.min(names.size(), expected.size())
        && names.get(differs).equals(expected.get(differs))) {
      differs++;
    }
    var where = differs < names.size() ? seen.get(names.get(differs)) : source.type().orElse(null);
    var advice =
        "its non-private methods are not those of %s: number %d is %s here and %s there; make names, parameters, results and order agree (O is the model's own type of operation)"
            .formatted(path(one, file), differs + 1, at(names, differs), at(expected, differs));
    return Optional.of(
        where == null
            ? new Finding(source.file(), 1, name(), advice)
            : Finding.in(source, where, name(), advice));
  }

  private static String at(List<String> signatures, int index) {
    return index < signatures.size() ? "`" + signatures.get(index) + "`" : "missing";
  }

  private static Map<String, Tree> signatures(House house, Leaf model, String file) {
    var operation = Parts.operation(house.sources(model.sources())).orElse("O");
    var signatures = new LinkedHashMap<String, Tree>();
    var source = house.source(path(model, file));
    for (var member : source.type().map(ClassTree::getMembers).orElse(List.of())) {
      if (member instanceof MethodTree method && method.getReturnType() != null) {
        if (!method.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
          signatures.put(signature(method, operation), method);
        }
      }
    }
    return signatures;
  }

  private static String signature(MethodTree method, String operation) {
    var parameters =
        method.getParameters().stream()
            .map(parameter -> general(parameter.getType(), operation))
            .toList();
    var modifiers = method.getModifiers().getFlags();
    return Stream.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.STATIC)
            .filter(modifiers::contains)
            .map(modifier -> modifier + " ")
            .reduce("", String::concat)
        + general(method.getReturnType(), operation)
        + " "
        + method.getName()
        + "("
        + String.join(", ", parameters)
        + ")";
  }

  private static String general(Tree type, String operation) {
    return type.toString().replaceAll("(?<!\\w)" + Pattern.quote(operation) + "(?!\\w)", "O");
  }

  private Optional<Finding> regions(House house, Leaf one, Leaf other, String file) {
    var expected = regions(house, path(one, file));
    var seen = regions(house, path(other, file));
    return seen.equals(expected)
        ? Optional.empty()
        : Optional.of(
            new Finding(
                path(other, file),
                1,
                name(),
                "its regions are %s, those of %s are %s: tag the same ones, slides and tables show them side by side"
                    .formatted(seen, path(one, file), expected)));
  }

  private static Set<String> regions(House house, String file) {
    return new TreeSet<>(Region.in(house.lines(file)).keySet());
  }
}
