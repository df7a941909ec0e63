package fiveways.contract.tck;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads classes before they are needed. A JVM opens a file for each class that it loads from a
 * folder; so a process that has run out of descriptors could fail at a class, which says nothing of
 * its accept loop. (From a JAR, which stays open, it would not.)
 */
public final class Loading {
  private Loading() {}

  /**
   * Loads what the folders on the class path have of the package of each of these, and of those
   * within it; initializes nothing. Blocks, on files.
   */
  public static void packagesOf(Class<?>... some) {
    var folders =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(Files::isDirectory)
            .toList();
    for (var one : some) {
      var within = Path.of(one.getPackageName().replace('.', '/'));
      folders.forEach(folder -> load(folder, folder.resolve(within), one.getClassLoader()));
    }
  }

  private static void load(Path folder, Path within, ClassLoader loader) {
    for (var file : classes(within)) {
      var path = folder.relativize(file).toString();
      var name =
          path.substring(0, path.length() - ".class".length()).replace(File.separatorChar, '.');
      try {
        var _ = Class.forName(name, false, loader);
      } catch (ClassNotFoundException | LinkageError notForThisProcess) {
        // a test class whose library is not here: nobody will miss it
      }
    }
  }

  private static List<Path> classes(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
