package fiveways.measure;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One Java file as the compiler's parser sees it; nothing is resolved, so that it can be read
 * without what it needs to be compiled.
 */
public final class Source {
  private final String file;
  private final String text;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;

  private Source(String file, String text, CompilationUnitTree unit, SourcePositions positions) {
    this.file = file;
    this.text = text;
    this.unit = unit;
    this.positions = positions;
  }

  /**
   * Parses these files, all at once because that is much faster; by their names. What is no Java is
   * left out.
   */
  public static Map<String, Source> parse(Map<String, String> texts) {
    var problems = new DiagnosticCollector<JavaFileObject>();
    var options = List.of("--enable-preview", "--release", "25", "-proc:none");
    var files = List.copyOf(texts.keySet());
    var units =
        IntStream.range(0, files.size())
            .mapToObj(i -> new Text(i, texts.getOrDefault(files.get(i), "")))
            .toList();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task = (JavacTask) compiler.getTask(null, null, problems, options, null, units);
    var sources = new HashMap<String, Source>();
    try {
      for (var unit : task.parse()) {
        var file = files.get(Text.number(unit.getSourceFile()));
        var positions = Trees.instance(task).getSourcePositions();
        sources.put(file, new Source(file, texts.getOrDefault(file, ""), unit, positions));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .forEach(problem -> sources.remove(files.get(Text.number(problem.getSource()))));
    return sources;
  }

  /** The file, from the root of the repository. */
  public String file() {
    return file;
  }

  /** All that it says. */
  public String text() {
    return text;
  }

  /** The same, line by line. */
  public List<String> lines() {
    return text.lines().toList();
  }

  /**
   * The numbers of the lines that are code: something stands in them besides comments. The
   * package's line and those of the imports are left out.
   */
  public SortedSet<Integer> codeLines() {
    var numbers = new TreeSet<Integer>();
    var code = CodeText.lines(text);
    for (int i = 0; i < code.size(); i++) {
      if (!code.get(i).isBlank()) {
        numbers.add(i + 1);
      }
    }
    unit.getImports().forEach(imported -> numbers.removeAll(linesOf(imported)));
    Optional.ofNullable(unit.getPackage()).ifPresent(name -> numbers.removeAll(linesOf(name)));
    return numbers;
  }

  private List<Integer> linesOf(Tree tree) {
    return IntStream.rangeClosed(firstLine(tree), lastLine(tree)).boxed().toList();
  }

  public CompilationUnitTree unit() {
    return unit;
  }

  /** The line where this part of the file begins. */
  public int firstLine(Tree tree) {
    return (int) unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
  }

  /** The line where this part of the file ends. */
  public int lastLine(Tree tree) {
    return (int) unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
  }

  /** The type that gives the file its name; empty for package-info. */
  public Optional<ClassTree> type() {
    return unit.getTypeDecls().stream()
        .filter(ClassTree.class::isInstance)
        .map(ClassTree.class::cast)
        .findFirst();
  }

  /** Every type that the file declares, nested and local ones too. */
  public List<ClassTree> types() {
    var types = new ArrayList<ClassTree>();
    new TreeScanner<Boolean, Boolean>() {
      @Override
      public Boolean visitClass(ClassTree type, Boolean p) {
        types.add(type);
        return super.visitClass(type, p);
      }
    }.scan(unit, true);
    return types;
  }

  /** Every method and constructor that is written in the file. */
  public List<MethodTree> methods() {
    var methods = new ArrayList<MethodTree>();
    new TreeScanner<Boolean, Boolean>() {
      @Override
      public Boolean visitMethod(MethodTree method, Boolean p) {
        methods.add(method);
        return super.visitMethod(method, p);
      }
    }.scan(unit, true);
    return methods;
  }

  /** A file that is here already; its number is all that the compiler hands back untouched. */
  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(int number, String text) {
      super(URI.create("text:///" + number + ".java"), Kind.SOURCE);
      this.text = text;
    }

    static int number(JavaFileObject file) {
      return Integer.parseInt(file.toUri().getPath().replaceAll("\\D", ""));
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
