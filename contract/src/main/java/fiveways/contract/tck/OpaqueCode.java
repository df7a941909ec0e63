package fiveways.contract.tck;

import fiveways.contract.api.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the code of a subject's opaque operation refers to, found in its bytecode: whatever can be
 * reached from {@link Subject#opaque} within the subject's own packages, through calls and lambdas.
 * What a lambda is merely handed (in some models every operation is handed a cancel scope) is no
 * reference; using it, or passing it on, is.
 */
final class OpaqueCode {
  private static final Pattern OF_DEADLINES =
      Pattern.compile(
          "(?i).*(timeout|timeunit|duration|deadline|cancel|interrupt|dispos|timer|schedul|scope)"
              + ".*|java/time/.*|java/net/Socket\\.connect\\(Ljava/net/SocketAddress;I\\)V");

  private final String home;
  private final ClassLoader loader;
  private final Deque<Member> toRead = new ArrayDeque<>();
  private final Set<Member> read = new HashSet<>();
  private final SortedSet<String> suspicious = new TreeSet<>();

  private record Member(String owner, String name, String descriptor) {
    @Override
    public String toString() {
      return owner + "." + name + descriptor;
    }
  }

  private OpaqueCode(Class<?> declaring) {
    home = declaring.getPackageName().replace('.', '/');
    loader = declaring.getClassLoader();
  }

  /** Every name in it that has to do with deadlines, timeouts or cancelling; best if none. */
  static SortedSet<String> mentionsOfDeadlines(Subject<?> subject) {
    var method =
        Arrays.stream(subject.getClass().getMethods())
            .filter(m -> m.getName().equals("opaque") && !m.isBridge())
            .filter(m -> Arrays.equals(m.getParameterTypes(), OPAQUE))
            .findFirst()
            .orElseThrow();
    var code = new OpaqueCode(method.getDeclaringClass());
    code.toRead.add(
        new Member(
            method.getDeclaringClass().getName().replace('.', '/'),
            "opaque",
            method.getReturnType().descriptorString().transform(OpaqueCode::opaqueReturning)));
    while (!code.toRead.isEmpty()) {
      code.read(code.toRead.remove());
    }
    return code.suspicious;
  }

  private static final Class<?>[] OPAQUE = {Peer.class, String.class, String.class};

  private static String opaqueReturning(String type) {
    return "(Lfiveways/contract/api/Peer;Ljava/lang/String;Ljava/lang/String;)" + type;
  }

  private void read(Member member) {
    if (!read.add(member)) {
      return;
    }
    load(member.owner()).stream()
        .flatMap(type -> type.methods().stream())
        .filter(method -> method.methodName().equalsString(member.name()))
        .filter(method -> method.methodType().equalsString(member.descriptor()))
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .forEach(this::look);
  }

  private Optional<ClassModel> load(String owner) {
    try (var in = loader.getResourceAsStream(owner + ".class")) {
      return in == null ? Optional.empty() : Optional.of(ClassFile.of().parse(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void look(CodeElement element) {
    switch (element) {
      case InvokeInstruction call ->
          follow(
              new Member(
                  call.owner().asInternalName(),
                  call.name().stringValue(),
                  call.type().stringValue()));
      case InvokeDynamicInstruction call ->
          call.bootstrapArgs().stream()
              .filter(DirectMethodHandleDesc.class::isInstance)
              .map(DirectMethodHandleDesc.class::cast)
              .forEach(this::lambda);
      case FieldInstruction field -> note(field.owner().asInternalName() + "." + field.name());
      case NewObjectInstruction created -> note(created.className().asInternalName());
      case TypeCheckInstruction check -> note(check.type().asInternalName());
      case ExceptionCatch handler ->
          handler.catchType().ifPresent(type -> note(type.asInternalName()));
      case ConstantInstruction constant -> note(String.valueOf(constant.constantValue()));
      default -> {
        // jumps, arithmetic, local variables: they name nothing
      }
    }
  }

  /** What a lambda is handed is not its choice: of its signature nothing is noted. */
  private void lambda(DirectMethodHandleDesc handle) {
    var owner = handle.owner().descriptorString();
    var member =
        new Member(
            owner.substring(1, owner.length() - 1), handle.methodName(), handle.lookupDescriptor());
    note(member.owner() + "." + member.name());
    enter(member);
  }

  private void follow(Member member) {
    note(member.toString());
    enter(member);
  }

  private void enter(Member member) {
    if (member.owner().startsWith(home)) {
      toRead.add(member);
    }
  }

  private void note(String name) {
    // In the subject's own packages a class may be called after the scenario.
    var telling = name.startsWith(home) ? name.replaceFirst("Timeouts?\\b", "") : name;
    if (OF_DEADLINES.matcher(telling).matches()) {
      suspicious.add(name);
    }
  }
}
