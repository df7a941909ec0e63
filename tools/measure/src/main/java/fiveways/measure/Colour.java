package fiveways.measure;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which signatures can only be written in this model: their result, parameters, type parameters or
 * exceptions name its type of operation, a type of its package or its engine, or one of its
 * library. Types of the JDK and of the contract have no colour (but for the operation, whatever it
 * is), and neither have those that the same file declares, nor the scenarios' own.
 */
final class Colour {
  private static final List<String> EVERYBODYS =
      List.of("java.", "javax.", "org.jspecify.", "fiveways.contract.");

  private final String packageName;
  private final String operation;
  private final Set<String> ownTypes;

  /** Of the model whose main sources these are. */
  Colour(String packageName, List<Source> sources) {
    this.packageName = packageName;
    this.operation = Parts.operation(sources).map(type -> type.replaceFirst("<.*", "")).orElse("");
    this.ownTypes =
        sources.stream()
            .flatMap(source ->
                source.type().stream()
                    .map(type -> packageOf(source) + "." + type.getSimpleName().toString()))
            .filter(type -> !scenarios(packageName).contains(type))
            .collect(Collectors.toSet());
  }

  private static Set<String> scenarios(String packageName) {
    return Parts.FILES.stream().map(file -> packageName + "." + file).collect(Collectors.toSet());
  }

  boolean of(Source source, MethodTree method) {
    return typesIn(method).stream().anyMatch(type -> isOwn(source, type));
  }

  /** The simple names in a signature, those of its type parameters left out. */
  private static Set<String> typesIn(MethodTree method) {
    var names = new TreeSet<String>();
    var signature = new ArrayList<Tree>(method.getThrows());
    signature.addAll(method.getTypeParameters());
    method.getParameters().forEach(parameter -> signature.add(parameter.getType()));
    if (method.getReturnType() != null) {
      signature.add(method.getReturnType());
    }
    new TreeScanner<Boolean, Boolean>() {
      @Override
      public Boolean visitIdentifier(IdentifierTree name, Boolean p) {
        return names.add(name.getName().toString());
      }
    }.scan(signature, true);
    method.getTypeParameters().stream()
        .map(TypeParameterTree::getName)
        .forEach(name -> names.remove(name.toString()));
    return names;
  }

  private boolean isOwn(Source source, String simpleName) {
    if (simpleName.equals(operation)) {
      return true;
    }
    if (source.types().stream().anyMatch(t -> t.getSimpleName().contentEquals(simpleName))) {
      return false;
    }
    var imported =
        source.unit().getImports().stream()
            .filter(declaration -> !declaration.isStatic())
            .map(ImportTree::getQualifiedIdentifier)
            .map(Tree::toString)
            .filter(name -> name.endsWith("." + simpleName))
            .findFirst();
    return imported.isEmpty()
        ? ownTypes.contains(packageOf(source) + "." + simpleName)
        : imported.filter(this::isOwn).isPresent();
  }

  private boolean isOwn(String qualifiedName) {
    return qualifiedName.startsWith(packageName + ".")
        ? ownTypes.stream().anyMatch(own -> (qualifiedName + ".").startsWith(own + "."))
        : EVERYBODYS.stream().noneMatch(qualifiedName::startsWith);
  }

  private static String packageOf(Source source) {
    var name = source.unit().getPackageName();
    return name == null ? "" : name.toString();
  }
}
