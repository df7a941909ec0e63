package fiveways.checks;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import fiveways.measure.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state machines of model 02, as a table and as diagrams, read from the code that moves them.
 * The states are the records of a sealed interface {@code State}; an event is a method that
 * switches over {@code state()}; where a case leads is what it makes a {@code new} one of, itself
 * or in a method of the machine that it calls. There is no other list of transitions, and so none
 * that could be wrong.
 */
final class States {
  private static final Leaf MODEL = Leaf.NONBLOCKING;

  /**
   * What a state makes of an event: it moves to one of these, or stays, or cannot be told of it.
   */
  private record Pair(Set<String> next, boolean cannotBe) {
    boolean moves() {
      return !next.isEmpty();
    }

    Pair and(Pair other) {
      var both = new TreeSet<>(next);
      both.addAll(other.next);
      return new Pair(both, cannotBe && other.cannotBe);
    }
  }

  private final String name;
  private final boolean scenario;
  private final List<String> states;
  private final String first;
  private final Map<String, MethodTree> methods = new LinkedHashMap<>();
  private final Map<String, Map<String, Pair>> pairs = new LinkedHashMap<>(); // state, event

  private States(Source source, ClassTree machine, List<ClassTree> extensions) {
    var names = extensions.stream().map(ClassTree::getSimpleName).filter(n -> !n.isEmpty());
    name =
        Stream.concat(Stream.of(called(source, machine)), names).collect(Collectors.joining(" + "));
    scenario = !source.file().contains("/engine/");
    states = recordsOf(machine);
    states.forEach(state -> pairs.put(state, new LinkedHashMap<>()));
    Stream.concat(Stream.of(machine), extensions.stream())
        .forEach(type -> {
          methodsOf(type).forEach(m -> methods.putIfAbsent(m.getName().toString(), m));
          methodsOf(type).forEach(this::event);
        });
    first =
        methodsOf(machine)
            .filter(m -> m.getName().contentEquals("<init>"))
            .flatMap(constructor -> made(constructor, new HashSet<>()).stream())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(name + " begins in no state"));
  }

  private static String called(Source source, ClassTree machine) {
    var outer = source.type().map(ClassTree::getSimpleName).orElse(machine.getSimpleName());
    return outer.equals(machine.getSimpleName())
        ? machine.getSimpleName().toString()
        : outer + "." + machine.getSimpleName();
  }

  /** For the README of the model. */
  static String of(House house) {
    var machines = machines(house);
    var page = new StringBuilder("| machine | states | events | pairs that move ");
    page.append("| that stay | that cannot be |\n| --- | --- | --- | --- | --- | --- |\n");
    machines.forEach(machine -> page.append(machine.row()));
    machines.stream().filter(machine -> machine.scenario).forEach(m -> page.append(m.diagram()));
    return page.toString();
  }

  private static List<States> machines(House house) {
    var sources = house.sources(MODEL.sources());
    var machines = new ArrayList<States>();
    for (var source : sources) {
      for (var type : source.types()) {
        if (!recordsOf(type).isEmpty()) {
          var name = type.getSimpleName().toString();
          machines.add(new States(source, type, extensions(sources, name)));
        }
      }
    }
    return machines;
  }

  /** The classes that add events to that machine, those without a name too. */
  private static List<ClassTree> extensions(List<Source> sources, String machine) {
    var found = new ArrayList<ClassTree>();
    var scanner =
        new TreeScanner<Boolean, Boolean>() {
          @Override
          public Boolean visitClass(ClassTree type, Boolean p) {
            if (type.getExtendsClause() != null
                && type.getExtendsClause().toString().equals(machine)) {
              found.add(type);
            }
            return super.visitClass(type, p);
          }

          @Override
          public Boolean visitNewClass(NewClassTree made, Boolean p) {
            if (made.getClassBody() != null && made.getIdentifier().toString().equals(machine)) {
              found.add(made.getClassBody());
            }
            return super.visitNewClass(made, p);
          }
        };
    sources.forEach(source -> scanner.scan(source.unit(), true));
    return found;
  }

  private static List<String> recordsOf(ClassTree machine) {
    return machine.getMembers().stream()
        .filter(ClassTree.class::isInstance)
        .map(ClassTree.class::cast)
        .filter(type ->
            type.getImplementsClause().stream().anyMatch(of -> of.toString().equals("State")))
        .map(type -> type.getSimpleName().toString())
        .toList();
  }

  private static Stream<MethodTree> methodsOf(ClassTree type) {
    return type.getMembers().stream()
        .filter(MethodTree.class::isInstance)
        .map(MethodTree.class::cast);
  }

  private void event(MethodTree method) {
    new TreeScanner<Boolean, Boolean>() {
      @Override
      public Boolean visitSwitchExpression(SwitchExpressionTree choice, Boolean p) {
        cases(choice.getExpression().toString(), choice.getCases());
        return super.visitSwitchExpression(choice, p);
      }

      @Override
      public Boolean visitSwitch(SwitchTree choice, Boolean p) {
        cases(choice.getExpression().toString(), choice.getCases());
        return super.visitSwitch(choice, p);
      }

      private void cases(String of, List<? extends CaseTree> cases) {
        if (of.equals("(state())")) {
          cases.forEach(one -> decided(method.getName().toString(), one));
        }
      }
    }.scan(method, true);
  }

  private void decided(String event, CaseTree one) {
    for (var label : one.getLabels()) {
      var state = stateIn(label);
      var next = new TreeSet<>(made(one.getBody(), new HashSet<>()));
      next.remove(state); // to be there anew is to stay
      Objects.requireNonNull(pairs.get(state), () -> name + " has no state " + state)
          .merge(event, new Pair(next, one.getBody() instanceof ThrowTree), Pair::and);
    }
  }

  private static String stateIn(Tree label) {
    return switch (label) {
      case PatternCaseLabelTree pattern -> stateIn(pattern.getPattern());
      case BindingPatternTree binding -> binding.getVariable().getType().toString();
      case DeconstructionPatternTree record -> record.getDeconstructor().toString();
      default -> throw new IllegalArgumentException("a case that names no state: " + label);
    };
  }

  /** The states that this makes, or a method of the machine that it calls. */
  private Set<String> made(Tree code, Set<String> called) {
    var made = new TreeSet<String>();
    new TreeScanner<Boolean, Boolean>() {
      @Override
      public Boolean visitNewClass(NewClassTree tree, Boolean p) {
        Optional.of(tree.getIdentifier().toString()).filter(states::contains).ifPresent(made::add);
        return super.visitNewClass(tree, p);
      }

      @Override
      public Boolean visitMethodInvocation(MethodInvocationTree call, Boolean p) {
        var method = call.getMethodSelect().toString();
        if (methods.containsKey(method) && called.add(method)) {
          made.addAll(made(methods.get(method), called));
        }
        return super.visitMethodInvocation(call, p);
      }
    }.scan(code, true);
    return made;
  }

  private Stream<Pair> all() {
    return pairs.values().stream().flatMap(events -> events.values().stream());
  }

  private String row() {
    var events = pairs.values().stream().flatMap(e -> e.keySet().stream()).distinct().count();
    return "| %s | %d | %d | %d | %d | %d |\n"
        .formatted(
            name,
            states.size(),
            events,
            all().filter(Pair::moves).count(),
            all().filter(pair -> !pair.moves() && !pair.cannotBe()).count(),
            all().filter(Pair::cannotBe).count());
  }

  private String diagram() {
    var lines = new StringBuilder("\n**%s**\n\n```mermaid\nstateDiagram-v2\n".formatted(name));
    lines.append("  [*] --> %s\n".formatted(first));
    for (var from : states) {
      Map<String, List<String>> edges = new LinkedHashMap<>();
      pairs
          .getOrDefault(from, Map.of())
          .forEach((event, pair) ->
              pair.next()
                  .forEach(to -> edges.computeIfAbsent(to, _ -> new ArrayList<>()).add(event)));
      edges.forEach((to, events) ->
          lines.append("  %s --> %s: %s\n".formatted(from, to, String.join(", ", events))));
      if (edges.isEmpty()) {
        lines.append("  %s --> [*]\n".formatted(from));
      }
    }
    return lines.append("```\n").toString();
  }
}
