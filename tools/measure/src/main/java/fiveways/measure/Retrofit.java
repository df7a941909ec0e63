package fiveways.measure;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What it takes to give code a property that nobody had thought of: from the region {@code plain}
 * of a file to another one. Methods of the two are paired by name and parameters, or else by the
 * lines that they share; a name that differs is no change, since both stand in one file. A method
 * that the other region calls is still there, as it was. Lines are lines of code, their indentation
 * left out.
 *
 * @param plainLines lines before
 * @param inside what changed in what was there: the methods that have a pair
 * @param around lines that came besides: methods and declarations without a pair
 * @param methodsAdded methods without a pair
 * @param methodsChanged methods whose pair is not the same
 * @param signaturesChanged how many of these have another result, other parameters or exceptions
 */
public record Retrofit(
    int plainLines,
    Lines inside,
    int around,
    int methodsAdded,
    int methodsChanged,
    int signaturesChanged) {
  private static final String PLAIN = "plain";

  /** A pair that shares less than this has only its braces in common. */
  private static final double ALIKE = 0.3;

  /** Lines of a region that belong together: a method's, or those that are in no method. */
  private record Piece(Optional<MethodTree> method, List<String> lines) {
    String name() {
      return method.map(m -> m.getName().toString()).orElse("");
    }

    String parameters() {
      return method.map(m -> types(m.getParameters())).orElse("");
    }

    String signature() {
      return method
          .map(m -> m.getReturnType() + "(" + parameters() + ")" + m.getThrows())
          .orElse("");
    }

    /** With another name where it is declared. */
    List<String> called(String other) {
      var renamed = new ArrayList<>(lines);
      for (int i = 0; i < renamed.size() && !name().isEmpty(); i++) {
        if (renamed.get(i).contains(" " + name() + "(")) {
          renamed.set(i, renamed.get(i).replace(" " + name() + "(", " " + other + "("));
          break;
        }
      }
      return renamed;
    }

    private static String types(List<? extends VariableTree> parameters) {
      return parameters.stream()
          .map(parameter -> String.valueOf(parameter.getType()))
          .collect(Collectors.joining(", "));
    }
  }

  private record Pair(Piece plain, Piece other, double likeness) {}

  /** From region {@code plain} to the one called so; empty if the file lacks one of the two. */
  public static Optional<Retrofit> in(Source source, String region) {
    var regions = Region.in(source.lines());
    var plain = regions.get(PLAIN);
    var other = regions.get(region);
    return plain == null || other == null
        ? Optional.empty()
        : Optional.of(between(pieces(source, plain), pieces(source, other)));
  }

  private static Retrofit between(List<Piece> plain, List<Piece> other) {
    var called = plain.stream().filter(piece -> isCalledIn(piece, other)).toList();
    var pairs = pairs(without(called, plain), other);
    var inside = Lines.NONE;
    int methodsChanged = 0;
    int signaturesChanged = 0;
    for (var pair : pairs) {
      boolean method = pair.plain().method().isPresent();
      var change = Lines.between(pair.plain().called(pair.other().name()), pair.other().lines());
      boolean signature = !pair.plain().signature().equals(pair.other().signature());
      inside = inside.plus(method ? change : new Lines(0, 0, change.changed(), change.removed()));
      methodsChanged += method && (signature || !change.nothing()) ? 1 : 0;
      signaturesChanged += method && signature ? 1 : 0;
    }
    var gone = without(pairs.stream().map(Pair::plain).toList(), without(called, plain));
    inside = inside.plus(new Lines(0, 0, 0, lines(gone)));
    var come = without(pairs.stream().map(Pair::other).toList(), other);
    return new Retrofit(
        lines(plain),
        inside,
        lines(come) + declared(pairs),
        (int) come.stream().filter(piece -> piece.method().isPresent()).count(),
        methodsChanged,
        signaturesChanged);
  }

  /** And not only declared there. */
  private static boolean isCalledIn(Piece piece, List<Piece> other) {
    var call =
        Pattern.compile(
            "(?<!\\w)"
                + Pattern.quote(piece.name())
                + "\\(|::"
                + Pattern.quote(piece.name())
                + "\\b");
    return piece.method().isPresent()
        && other.stream().noneMatch(o -> o.name().equals(piece.name()))
        && other.stream().flatMap(o -> o.lines().stream()).anyMatch(l -> call.matcher(l).find());
  }

  private static List<Piece> without(List<Piece> those, List<Piece> all) {
    return all.stream().filter(piece -> !those.contains(piece)).toList();
  }

  private static int lines(List<Piece> pieces) {
    return pieces.stream().mapToInt(piece -> piece.lines().size()).sum();
  }

  /** Lines that came outside of methods. */
  private static int declared(List<Pair> pairs) {
    return pairs.stream()
        .filter(pair -> pair.plain().method().isEmpty())
        .mapToInt(pair -> Lines.between(pair.plain().lines(), pair.other().lines()).added())
        .sum();
  }

  /** The likest two first; what is in no method goes with what is in no method. */
  private static List<Pair> pairs(List<Piece> plain, List<Piece> other) {
    var candidates = new ArrayList<Pair>();
    for (var one : plain) {
      for (var two : other) {
        double likeness = likeness(one, two);
        if (likeness >= ALIKE) {
          candidates.add(new Pair(one, two, likeness));
        }
      }
    }
    candidates.sort(Comparator.comparingDouble(Pair::likeness).reversed());
    var pairs = new ArrayList<Pair>();
    var taken = new HashSet<Piece>();
    for (var pair : candidates) {
      if (!taken.contains(pair.plain()) && !taken.contains(pair.other())) {
        taken.add(pair.plain());
        taken.add(pair.other());
        pairs.add(pair);
      }
    }
    return pairs;
  }

  private static double likeness(Piece one, Piece two) {
    if (one.method().isEmpty() || two.method().isEmpty()) {
      return one.method().isEmpty() && two.method().isEmpty() ? 2 : 0;
    }
    var before = telling(one.called(two.name()));
    var after = telling(two.lines());
    double same = 2.0 * Lines.between(before, after).same() / (before.size() + after.size());
    boolean namesake = one.name().equals(two.name()) && one.parameters().equals(two.parameters());
    return namesake ? 1 + same : same;
  }

  /** Every method has braces. */
  private static List<String> telling(List<String> lines) {
    return lines.stream().filter(line -> line.chars().anyMatch(Character::isLetter)).toList();
  }

  private static List<Piece> pieces(Source source, SortedSet<Integer> region) {
    var code = CodeText.lines(source.text());
    var counted = source.codeLines();
    var owners = owners(source);
    Map<Optional<MethodTree>, List<String>> pieces = new LinkedHashMap<>();
    for (int line : region) {
      if (counted.contains(line)) {
        pieces
            .computeIfAbsent(Optional.ofNullable(owners.get(line)), _ -> new ArrayList<>())
            .add(code.get(line - 1).strip());
      }
    }
    return pieces.entrySet().stream().map(e -> new Piece(e.getKey(), e.getValue())).toList();
  }

  /** The outermost method that each line is in. */
  private static Map<Integer, MethodTree> owners(Source source) {
    var owners = new LinkedHashMap<Integer, MethodTree>();
    new TreeScanner<Boolean, Boolean>() {
      @Override
      public Boolean visitMethod(MethodTree method, Boolean p) {
        for (int line = source.firstLine(method); line <= source.lastLine(method); line++) {
          owners.put(line, method);
        }
        return true; // no deeper: what is inside belongs to it
      }
    }.scan(source.unit(), true);
    return owners;
  }
}
