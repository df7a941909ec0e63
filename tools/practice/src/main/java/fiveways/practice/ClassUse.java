package fiveways.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What one compiled class uses. A type is written {@code java.lang.Thread}, a member {@code
 * java.lang.Thread#start}; {@code synchronized} and {@code volatile} count as uses too.
 *
 * @param name the class's binary name: {@code fiveways.virtual.Timeout$1}
 * @param file the source file, from the root of the repository
 * @param uses each use, and the line where it is first seen; 1 if the class file does not tell
 */
public record ClassUse(String name, String file, Map<String, Integer> uses) {
  private static final Pattern TYPE = Pattern.compile("L((?:[\\w$]+/)+[\\w$]+)[;<]");

  /** The name of the class around all others in its file: {@code Timeout}. */
  public String topLevel() {
    return name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
  }

  public String packageName() {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /** All classes in a folder of class files; {@code sources} is where their sources are. */
  public static List<ClassUse> below(Path folder, String sources) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .sorted()
          .map(file -> read(file, sources))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassUse read(Path file, String sources) {
    try {
      return of(ClassFile.of().parse(file), sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassUse of(ClassModel model, String sources) {
    var name = dotted(model.thisClass().asInternalName());
    var folder = model.thisClass().asInternalName().replaceFirst("[^/]*$", "");
    var file =
        model
            .findAttribute(Attributes.sourceFile())
            .map(source -> source.sourceFile().stringValue())
            .orElse("?");
    var uses = new TreeMap<String, Integer>();
    lines(model, uses);
    model.constantPool().forEach(entry -> entry(entry, uses));
    model.fields().stream()
        .filter(field -> field.flags().has(AccessFlag.VOLATILE))
        .forEach(field -> uses.putIfAbsent("volatile", 1));
    model.methods().stream()
        .filter(method -> method.flags().has(AccessFlag.SYNCHRONIZED))
        .forEach(method -> uses.putIfAbsent("synchronized", 1));
    return new ClassUse(name, sources + folder + file, uses);
  }

  /** The constant pool names all that a class uses; but it knows no lines. */
  private static void entry(PoolEntry entry, Map<String, Integer> uses) {
    switch (entry) {
      case ClassEntry type when !type.asInternalName().startsWith("[") ->
          uses.putIfAbsent(dotted(type.asInternalName()), 1);
      case MemberRefEntry member ->
          uses.putIfAbsent(member(member.owner().asInternalName(), member.name().stringValue()), 1);
      case Utf8Entry text -> types(text.stringValue(), 1, uses);
      default -> {}
    }
  }

  private static void lines(ClassModel model, Map<String, Integer> uses) {
    for (var method : model.methods()) {
      int line = 1;
      for (CodeElement element : method.code().map(code -> code.elementList()).orElse(List.of())) {
        if (element instanceof LineNumber number) {
          line = number.line();
        } else {
          instruction(element, line, uses);
        }
      }
    }
  }

  private static void instruction(CodeElement element, int line, Map<String, Integer> uses) {
    switch (element) {
      case InvokeInstruction call when call.owner().asInternalName().startsWith("[") -> {
        // The clone of an array, as in every enum's values(): it is of no class.
      }
      case InvokeInstruction call -> {
        uses.putIfAbsent(dotted(call.owner().asInternalName()), line);
        uses.putIfAbsent(member(call.owner().asInternalName(), call.name().stringValue()), line);
        types(call.type().stringValue(), line, uses);
      }
      case InvokeDynamicInstruction call ->
          call.bootstrapArgs().stream()
              .filter(DirectMethodHandleDesc.class::isInstance)
              .map(DirectMethodHandleDesc.class::cast)
              .forEach(handle -> reference(handle, line, uses));
      case NewObjectInstruction created ->
          uses.putIfAbsent(dotted(created.className().asInternalName()), line);
      case MonitorInstruction _ -> uses.putIfAbsent("synchronized", line);
      default -> {}
    }
  }

  /** A method reference: {@code Thread::startVirtualThread}. */
  private static void reference(
      DirectMethodHandleDesc handle, int line, Map<String, Integer> uses) {
    var owner = handle.owner().descriptorString().replaceAll("^L|;$", "");
    uses.putIfAbsent(dotted(owner), line);
    uses.putIfAbsent(member(owner, handle.methodName()), line);
  }

  /** The types in a descriptor or signature. */
  private static void types(String signature, int line, Map<String, Integer> uses) {
    TYPE.matcher(signature)
        .results()
        .forEach(type -> uses.putIfAbsent(dotted(type.group(1)), line));
  }

  private static String member(String owner, String name) {
    return dotted(owner) + "#" + name;
  }

  private static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }
}
