package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.tck.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The mistakes that students make, each as a variant of the reference that is spoilt in one place:
 * the classes of this package whose names begin with {@code Broken}. Here is also kept which of
 * them the contract's own tests are held against just now.
 */
final class Gallery {
  private static volatile Subject<Callable<Reply>> subject = new ReferenceSubject();

  private Gallery() {}

  /** One mistake, and the rules that it says it breaks. */
  record Variant(Class<? extends ReferenceSubject> type) {
    String name() {
      return type.getSimpleName();
    }

    Breaks declared() {
      var breaks = type.getAnnotation(Breaks.class);
      if (breaks == null) {
        throw new IllegalStateException(name() + " does not say which rules it breaks: @Breaks");
      }
      return breaks;
    }

    SortedSet<String> breaks() {
      return new TreeSet<>(List.of(declared().value()));
    }

    /** Whether it has broken all of these that it names, and none that it does not speak of. */
    boolean isAsNamed(Set<String> broken, Set<String> named) {
      var beyond = new TreeSet<>(broken);
      beyond.removeAll(named);
      return broken.containsAll(named) && List.of(declared().perhaps()).containsAll(beyond);
    }

    ReferenceSubject subject() {
      try {
        return type.getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(name() + " needs a public constructor and no more", e);
      }
    }
  }

  /** Whom {@link ReferenceContractTest} is held against. */
  static Subject<Callable<Reply>> subject() {
    return subject;
  }

  /** Does something while the variant stands in for the reference; one at a time. */
  static synchronized <T> T holding(Variant variant, Supplier<T> action) {
    var before = subject;
    subject = variant.subject();
    try {
      return action.get();
    } finally {
      subject = before;
    }
  }

  /** Every variant there is, sorted by name. */
  static List<Variant> variants() {
    try (var files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.matches("Broken[^$]*\\.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .sorted()
          .map(Gallery::variant)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Variant variant(String name) {
    try {
      return new Variant(
          Class.forName(Gallery.class.getPackageName() + "." + name)
              .asSubclass(ReferenceSubject.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path folder() {
    try {
      var resource = Gallery.class.getResource("Gallery.class");
      if (resource == null) {
        throw new IllegalStateException("the gallery has to lie in a folder");
      }
      var folder = Path.of(resource.toURI()).getParent();
      if (folder == null) {
        throw new IllegalStateException("no folder: " + resource);
      }
      return folder;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
