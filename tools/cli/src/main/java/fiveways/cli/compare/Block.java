package fiveways.cli.compare;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import fiveways.measure.CodeText;
import fiveways.measure.Region;
import fiveways.measure.Source;
import fiveways.measure.Tag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedSet;
import javax.lang.model.element.Modifier;

/**
 * A piece of a file that is laid beside a piece of another: a member with the comment before it.
 *
 * @param name of a method or type; empty for what has none
 * @param regions that it is in, all or in part
 * @param comment the lines before its code
 * @param code its lines
 */
record Block(
    Kind kind, String name, List<String> regions, List<String> comment, List<String> code) {
  enum Kind {
    HEAD,
    FIELDS,
    CONSTRUCTOR,
    METHOD,
    TYPE,
    END
  }

  /** The lines that a member's code takes. */
  private record Span(Kind kind, String name, int first, int last) {}

  /** The whole file, cut: every line but tags, package and imports is in one of the blocks. */
  static List<Block> of(Source source) {
    var cut = new Cut(source);
    var spans = source.type().map(type -> spans(source, type)).orElse(List.of());
    int from = cut.afterImports();
    int end = spans.isEmpty() ? source.lines().size() : cut.codeBefore(spans.getFirst().first());
    var blocks = new ArrayList<Block>();
    blocks.add(cut.block(new Span(Kind.HEAD, "", from, end), from));
    for (var span : spans) {
      from = end + 1;
      end = span.last();
      blocks.add(cut.block(span, from));
    }
    if (end < source.lines().size()) {
      blocks.add(cut.block(new Span(Kind.END, "", end + 1, source.lines().size()), end + 1));
    }
    return blocks;
  }

  /** Fields that follow each other are one; so is what stands in one line. */
  private static List<Span> spans(Source source, ClassTree type) {
    var spans = new ArrayList<Span>();
    for (var member : type.getMembers()) {
      if (isComponent(type, member)) {
        continue;
      }
      var span =
          new Span(kind(member), name(member), source.firstLine(member), source.lastLine(member));
      boolean joined =
          !spans.isEmpty()
              && (span.first() <= spans.getLast().last()
                  || (span.kind() == Kind.FIELDS && spans.getLast().kind() == Kind.FIELDS));
      if (joined) {
        var before = spans.removeLast();
        spans.add(new Span(before.kind(), before.name(), before.first(), span.last()));
      } else {
        spans.add(span);
      }
    }
    return spans;
  }

  /** What a record's header declares stands there. */
  private static boolean isComponent(ClassTree type, Tree member) {
    return type.getKind() == Tree.Kind.RECORD
        && member instanceof VariableTree field
        && !field.getModifiers().getFlags().contains(Modifier.STATIC);
  }

  private static Kind kind(Tree member) {
    return switch (member) {
      case MethodTree method -> method.getReturnType() == null ? Kind.CONSTRUCTOR : Kind.METHOD;
      case ClassTree _ -> Kind.TYPE;
      default -> Kind.FIELDS;
    };
  }

  private static String name(Tree member) {
    return switch (member) {
      case MethodTree method -> method.getReturnType() == null ? "" : method.getName().toString();
      case ClassTree type -> type.getSimpleName().toString();
      default -> "";
    };
  }

  /** A file under the knife. */
  private static final class Cut {
    private final Source source;
    private final List<String> lines;
    private final List<String> code;

    Cut(Source source) {
      this.source = source;
      this.lines = source.lines();
      this.code = CodeText.lines(source.text());
    }

    int afterImports() {
      int last = 0;
      if (source.unit().getPackage() != null) {
        last = source.lastLine(source.unit().getPackage());
      }
      for (var imported : source.unit().getImports()) {
        last = Math.max(last, source.lastLine(imported));
      }
      return last + 1;
    }

    /**
     * The last line before this one that says something: a comment after it belongs to what
     * follows.
     */
    int codeBefore(int line) {
      int before = line - 1;
      while (before > 0 && code.get(before - 1).isBlank()) {
        before--;
      }
      return before;
    }

    /** From the line after what came before. */
    Block block(Span span, int from) {
      int first = from;
      while (first < span.last() && code.get(first - 1).isBlank()) {
        first++;
      }
      return new Block(
          span.kind(),
          span.name(),
          regions(first, span.last()),
          shown(from, first - 1),
          shown(first, span.last()));
    }

    private List<String> regions(int first, int last) {
      var names = new LinkedHashSet<String>();
      Region.in(lines)
          .forEach((String name, SortedSet<Integer> inside) -> {
            if (!inside.subSet(first, last + 1).isEmpty()) {
              names.add(name);
            }
          });
      return List.copyOf(names);
    }

    /** Without tags, and without blank lines at its ends. */
    private List<String> shown(int first, int last) {
      var shown =
          new ArrayList<>(
              lines.subList(first - 1, Math.max(first - 1, last)).stream()
                  .filter(line -> Tag.in(line).isEmpty())
                  .toList());
      while (!shown.isEmpty() && shown.getFirst().isBlank()) {
        shown.removeFirst();
      }
      while (!shown.isEmpty() && shown.getLast().isBlank()) {
        shown.removeLast();
      }
      return shown;
    }
  }
}
