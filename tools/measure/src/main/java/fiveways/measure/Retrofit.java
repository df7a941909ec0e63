package fiveways.measure;

import com.github.difflib.DiffUtils;
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
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What it takes to give code a property that nobody had thought of: from the region {@code plain}
 * of a file to another one. Methods of the two are paired by name and parameters, or else by the
 * lines that they share; a name that differs is no change, since both stand in one file. A method
 * that the other region calls is still there, as it was, and so is what stands in another file that
 * is still named. Lines are lines of code, their indentation left out.
 *
 * @param plainLines lines before
 * @param inside what changed in what was there: the methods that have a pair
 * @param around lines that came besides: methods and declarations without a pair
 * @param methodsAdded methods without a pair
 * @param methodsChanged methods whose pair is not the same
 * @param methodsGone methods of the plain code without a pair
 * @param signaturesChanged how many of these have another result, other parameters or exceptions
 */
public record Retrofit(
    int plainLines,
    Lines inside,
    int around,
    int methodsAdded,
    int methodsChanged,
    int methodsGone,
    int signaturesChanged) {
  /** The region that every retrofit begins with. */
  public static final String PLAIN = "plain";

  /** What became of a piece of the plain code, or whether it is new. */
  public enum Fate {
    STAYS,
    CHANGES,
    GOES,
    COMES
  }

  /**
   * A line of a step.
   *
   * @param sign {@code '+'} for one that comes, {@code '-'} for one that goes, else a blank
   */
  public record Change(char sign, String text) {}

  /**
   * A method, or what is in no method, on its way.
   *
   * @param name of the method, or of both: {@code plain, now ask}; empty for what is in none
   */
  public record Step(Fate fate, String name, List<Change> lines) {}

  /** A pair that shares less than this has only its braces in common. */
  private static final double ALIKE = 0.3;

  /** Lines of a region that belong together: a method's, or those that are in no method. */
  private record Piece(
      String file,
      boolean named,
      Optional<MethodTree> method,
      List<String> lines,
      List<String> shown) {
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

  private record Pair(Piece plain, Piece other, double likeness) {
    boolean isMethod() {
      return plain.method().isPresent();
    }

    boolean newSignature() {
      return !plain.signature().equals(other.signature());
    }

    Lines change() {
      return Lines.between(plain.called(other.name()), other.lines());
    }

    Step step() {
      var lines = new ArrayList<Change>();
      int at = 0;
      for (var delta : DiffUtils.diff(plain.called(other.name()), other.lines()).getDeltas()) {
        int same = delta.getTarget().getPosition();
        other.shown().subList(at, same).forEach(line -> lines.add(new Change(' ', line)));
        int gone = delta.getSource().getPosition();
        plain.shown().subList(gone, gone + delta.getSource().size()).stream()
            .map(line -> new Change('-', line))
            .forEach(lines::add);
        at = same + delta.getTarget().size();
        other.shown().subList(same, at).forEach(line -> lines.add(new Change('+', line)));
      }
      var rest = other.shown().subList(at, other.shown().size());
      rest.forEach(line -> lines.add(new Change(' ', line)));
      boolean changed = newSignature() || !change().nothing();
      var name =
          plain.name().equals(other.name()) ? other.name() : plain.name() + ", now " + other.name();
      return new Step(changed ? Fate.CHANGES : Fate.STAYS, name, lines);
    }
  }

  /**
   * From region {@code plain} to the one called so; empty if one of the two is missing.
   *
   * @param sources of a scenario, its own file first
   */
  public static Optional<Retrofit> in(List<Source> sources, String region) {
    var plain = pieces(sources, PLAIN);
    var other = pieces(sources, region);
    return plain.isEmpty() || other.isEmpty()
        ? Optional.empty()
        : Optional.of(between(plain, other));
  }

  /** Every piece of the two regions and what becomes of it, in the order of the other one. */
  public static List<Step> steps(List<Source> sources, String region) {
    var other = pieces(sources, region);
    return Way.from(pieces(sources, PLAIN), other).steps(other);
  }

  /** Which pieces are pairs, and which have none. */
  private record Way(List<Pair> pairs, List<Piece> called, List<Piece> gone, List<Piece> come) {
    static Way from(List<Piece> plain, List<Piece> other) {
      var called = plain.stream().filter(piece -> isCalledIn(piece, other)).toList();
      var pairs = Retrofit.pairs(without(called, plain), other);
      return new Way(
          pairs,
          called,
          without(pairs.stream().map(Pair::plain).toList(), without(called, plain)),
          without(pairs.stream().map(Pair::other).toList(), other));
    }

    List<Step> steps(List<Piece> other) {
      var steps = new ArrayList<Step>();
      called.forEach(piece -> steps.add(step(Fate.STAYS, piece, ' ')));
      gone.forEach(piece -> steps.add(step(Fate.GOES, piece, '-')));
      for (var piece : other) {
        steps.add(
            pairs.stream()
                .filter(pair -> pair.other().equals(piece))
                .findFirst()
                .map(Pair::step)
                .orElseGet(() -> step(Fate.COMES, piece, '+')));
      }
      return steps;
    }

    private static Step step(Fate fate, Piece piece, char sign) {
      return new Step(
          fate, piece.name(), piece.shown().stream().map(line -> new Change(sign, line)).toList());
    }
  }

  private static Retrofit between(List<Piece> plain, List<Piece> other) {
    var way = Way.from(plain, other);
    var inside = new Lines(0, 0, 0, lines(way.gone()));
    int methodsChanged = 0;
    int signaturesChanged = 0;
    for (var pair : way.pairs()) {
      var change = pair.change();
      boolean method = pair.isMethod();
      inside = inside.plus(method ? change : new Lines(0, 0, change.changed(), change.removed()));
      methodsChanged += method && (pair.newSignature() || !change.nothing()) ? 1 : 0;
      signaturesChanged += method && pair.newSignature() ? 1 : 0;
    }
    return new Retrofit(
        lines(plain),
        inside,
        lines(way.come()) + declared(way.pairs()),
        methods(way.come()),
        methodsChanged,
        methods(way.gone()),
        signaturesChanged);
  }

  /** And not only declared there. */
  private static boolean isCalledIn(Piece piece, List<Piece> other) {
    if (piece.named() && other.stream().noneMatch(o -> o.file().equals(piece.file()))) {
      return true;
    }
    var name = Pattern.quote(piece.name());
    var call = Pattern.compile("(?<!\\w)" + name + "\\(|::" + name + "\\b");
    return piece.method().isPresent()
        && other.stream().noneMatch(o -> o.name().equals(piece.name()))
        && other.stream().flatMap(o -> o.lines().stream()).anyMatch(l -> call.matcher(l).find());
  }

  private static List<Piece> without(List<Piece> those, List<Piece> all) {
    return all.stream().filter(piece -> !those.contains(piece)).toList();
  }

  private static int methods(List<Piece> pieces) {
    return (int) pieces.stream().filter(piece -> piece.method().isPresent()).count();
  }

  private static int lines(List<Piece> pieces) {
    return pieces.stream().mapToInt(piece -> piece.lines().size()).sum();
  }

  /** Lines that came outside of methods. */
  private static int declared(List<Pair> pairs) {
    return pairs.stream()
        .filter(pair -> pair.plain().method().isEmpty())
        .mapToInt(pair -> pair.change().added())
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
      return one.method().isEmpty() && two.method().isEmpty() && one.file().equals(two.file())
          ? 2
          : 0;
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

  /** What is in that region of each of the files. */
  private static List<Piece> pieces(List<Source> sources, String region) {
    var pieces = new ArrayList<Piece>();
    for (var source : sources) {
      var lines = Region.in(source.lines()).getOrDefault(region, new TreeSet<>());
      boolean named = source != sources.getFirst() && isNamed(source, sources);
      pieces.addAll(pieces(source, lines, named));
    }
    return pieces;
  }

  /** Whether the rest of the scenario needs this file, too, and not only its plain code. */
  private static boolean isNamed(Source file, List<Source> sources) {
    var type = file.type().map(t -> t.getSimpleName().toString()).orElse("");
    var name = Pattern.compile("\\b" + Pattern.quote(type) + "\\b");
    return sources.stream()
        .filter(source -> source != file)
        .anyMatch(source -> {
          var code = CodeText.lines(source.text());
          var rest = source.codeLines();
          rest.removeAll(Region.in(source.lines()).getOrDefault(PLAIN, new TreeSet<>()));
          return rest.stream().anyMatch(line -> name.matcher(code.get(line - 1)).find());
        });
  }

  private static List<Piece> pieces(Source source, SortedSet<Integer> region, boolean named) {
    var code = CodeText.lines(source.text());
    var all = source.lines();
    var counted = source.codeLines();
    var owners = owners(source);
    Map<Optional<MethodTree>, Piece> pieces = new LinkedHashMap<>();
    for (int line : region) {
      if (counted.contains(line)) {
        var owner = Optional.ofNullable(owners.get(line));
        var piece =
            pieces.computeIfAbsent(
                owner,
                _ -> new Piece(source.file(), named, owner, new ArrayList<>(), new ArrayList<>()));
        piece.lines().add(code.get(line - 1).strip());
        piece.shown().add(all.get(line - 1));
      }
    }
    return List.copyOf(pieces.values());
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
