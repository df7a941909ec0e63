package fiveways.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.DirectMethodHandleDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a model takes from libraries beyond the JDK. A syntax tree does not know the types that
 * methods are called on, so this is read from the compiled classes.
 *
 * @param uses each member with its place, once for each line that names it
 */
public record Operators(Set<Use> uses) {
  private static final List<String> NO_LIBRARY =
      List.of("[", "java.", "javax.", "jdk.", "fiveways.", "org.jspecify.");

  /**
   * One line that uses a member of a library.
   *
   * @param file as its class file names it: {@code Echo.java}
   * @param member {@code reactor.core.publisher.Mono#flatMap}
   */
  public record Use(String packageName, String file, int line, String member)
      implements Comparable<Use> {
    @Override
    public int compareTo(Use other) {
      return toString().compareTo(other.toString());
    }
  }

  /** All below a folder of class files; none if it is not there. */
  public static Operators below(Path classes) {
    if (!Files.isDirectory(classes)) {
      return new Operators(Set.of());
    }
    var uses = new TreeSet<Use>();
    try (var files = Files.walk(classes)) {
      for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        read(ClassFile.of().parse(file), uses);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Operators(uses);
  }

  /** Only those in such places. */
  Operators where(Predicate<Use> place) {
    return new Operators(
        uses.stream().filter(place).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** How many different members there are to know. */
  public int different() {
    return (int) uses.stream().map(Use::member).distinct().count();
  }

  private static void read(ClassModel type, Set<Use> uses) {
    var name = dotted(type.thisClass().asInternalName());
    var packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    var file =
        type.findAttribute(Attributes.sourceFile())
            .map(source -> source.sourceFile().stringValue())
            .orElse("?");
    for (var method : type.methods()) {
      int line = 1;
      for (CodeElement element : method.code().map(code -> code.elementList()).orElse(List.of())) {
        if (element instanceof LineNumber number) {
          line = number.line();
        }
        for (var member : members(element)) {
          if (NO_LIBRARY.stream().noneMatch(member::startsWith)) {
            uses.add(new Use(packageName, file, line, member));
          }
        }
      }
    }
  }

  private static List<String> members(CodeElement element) {
    return switch (element) {
      case InvokeInstruction call ->
          List.of(member(dotted(call.owner().asInternalName()), call.name().stringValue()));
      case InvokeDynamicInstruction call ->
          call.bootstrapArgs().stream()
              .filter(DirectMethodHandleDesc.class::isInstance)
              .map(DirectMethodHandleDesc.class::cast)
              .map(handle ->
                  member(
                      dotted(handle.owner().descriptorString().replaceAll("^L|;$", "")),
                      handle.methodName()))
              .toList();
      default -> List.of();
    };
  }

  private static String member(String type, String name) {
    return type + "#" + name.replace("<init>", "new");
  }

  private static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }
}
