package fiveways.checks;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveways.measure.Source;
import fiveways.practice.ClassUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The repository as files. Paths are strings from its root, with slashes. What was read or parsed
 * once is kept: a house is looked at once, by one thread, and then let go.
 */
public final class House {
  private static final Set<String> NOT_OURS =
      Set.of(".git", ".course", "target", "node_modules", ".idea", ".vscode", ".settings");

  private final Path root;
  private final List<String> files;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Source> sources = new HashMap<>();
  private final Map<String, List<ClassUse>> classes = new HashMap<>();

  private House(Path root) {
    this.root = root;
    this.files = walk(root);
  }

  /** The repository at this folder. */
  public static House at(Path root) {
    return new House(root);
  }

  /**
   * The repository that the current folder is in.
   *
   * @throws IllegalStateException if it is in none
   */
  public static House here() {
    var start = Path.of("").toAbsolutePath();
    for (var folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("contract/SPEC.md"))) {
        return new House(folder);
      }
    }
    throw new IllegalStateException(start + " is not inside the repository of the course");
  }

  public Path root() {
    return root;
  }

  public Path path(String file) {
    return root.resolve(file);
  }

  /** Every file, generated ones and other people's left out, sorted. */
  public List<String> files() {
    return files;
  }

  public boolean has(String file) {
    return Files.exists(path(file));
  }

  /** The files whose path starts so and ends so. */
  public List<String> files(String start, String end) {
    return files.stream().filter(f -> f.startsWith(start) && f.endsWith(end)).toList();
  }

  /** The models that have source files. */
  public List<Leaf> models() {
    return Stream.of(Leaf.values())
        .filter(leaf -> !files(leaf.folder() + "/src/main/java/", ".java").isEmpty())
        .toList();
  }

  /** What the file says; what is no UTF-8 in it is replaced. */
  public String text(String file) {
    return texts.computeIfAbsent(
        file,
        f -> {
          try {
            return new String(Files.readAllBytes(path(f)), UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  public List<String> lines(String file) {
    return text(file).lines().toList();
  }

  /**
   * The syntax tree of a Java file.
   *
   * @throws IllegalArgumentException if what it says is no Java
   */
  public Source source(String file) {
    if (sources.isEmpty()) {
      var texts = new HashMap<String, String>();
      files("", ".java").forEach(java -> texts.put(java, text(java)));
      sources.putAll(Source.parse(texts));
    }
    return Optional.ofNullable(sources.get(file))
        .orElseThrow(() -> new IllegalArgumentException(file + " cannot be parsed as Java"));
  }

  /** The trees of all Java files below this folder. */
  public List<Source> sources(String folder) {
    return files(folder + "/", ".java").stream().map(this::source).toList();
  }

  /** What the compiled main classes of a module use; empty if it has not been compiled. */
  List<ClassUse> classes(String module) {
    return classes.computeIfAbsent(
        module, m -> ClassUse.below(path(m + "/target/classes"), m + "/src/main/java/"));
  }

  private static List<String> walk(Path root) {
    var found = new ArrayList<String>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes ignored) {
              return !folder.equals(root) && NOT_OURS.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes ignored) {
              if (!NOT_OURS.contains(file.getFileName().toString())) {
                found.add(root.relativize(file).toString().replace('\\', '/'));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream().sorted().toList();
  }
}
