package fiveways.measure;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.util.TreeScanner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the files of a model belong to: a scenario has its own file, and every other one in the
 * package that nobody but this scenario names (the model's own class aside, which names all).
 */
final class Owners {
  /** The owner of BoundedAccept and BoundedRead, and of what only they need. */
  static final String STAYING = "BoundedAccept";

  /** The owner of what is below {@code engine}. */
  static final String ENGINE = "engine";

  private static final Set<String> MODEL = Set.of("ConcurrencyModel", "ModelProvider");

  private final Map<String, Set<String>> owners = new HashMap<>();

  Owners(Model model, List<Source> sources) {
    var names = new HashMap<String, Set<String>>();
    var namedBelow = new HashSet<String>();
    for (var source : sources) {
      var type = model.type(source);
      if (type.startsWith(ENGINE + ".")) {
        namedBelow.addAll(names(source));
      } else if (!isBroken(type) && !isModel(source)) {
        names.put(type, names(source));
      }
    }
    Parts.FILES.forEach(file -> claim(file, label(file), names));
    namedBelow.forEach(owners::remove);
  }

  /** Whatever this file names, and what that names, belongs to its owner too. */
  private void claim(String file, String owner, Map<String, Set<String>> names) {
    for (var type : names.getOrDefault(file, Set.of())) {
      boolean helper = names.containsKey(type) && !Parts.FILES.contains(type);
      if (helper && owners.computeIfAbsent(type, _ -> new HashSet<>()).add(owner)) {
        claim(type, owner, names);
      }
    }
  }

  private static String label(String file) {
    return Parts.STAYING.contains(file) ? STAYING : file;
  }

  static boolean isBroken(String type) {
    return type.contains("Broken");
  }

  /** Empty for what several need, or none. */
  Optional<String> of(String type) {
    if (type.startsWith(ENGINE + ".")) {
      return Optional.of(ENGINE);
    }
    if (Parts.FILES.contains(type)) {
      return Optional.of(label(type));
    }
    var all = owners.getOrDefault(type, Set.of());
    return all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
  }

  private static boolean isModel(Source source) {
    return source.types().stream()
        .flatMap(type -> type.getImplementsClause().stream())
        .anyMatch(implemented -> MODEL.contains(implemented.toString().replaceFirst("<.*", "")));
  }

  private static Set<String> names(Source source) {
    var names = new HashSet<String>();
    new TreeScanner<Boolean, Boolean>() {
      @Override
      public Boolean visitIdentifier(IdentifierTree name, Boolean p) {
        return names.add(name.getName().toString());
      }
    }.scan(source.unit().getTypeDecls(), true);
    return names;
  }
}
