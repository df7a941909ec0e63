package fiveways.measure;

/**
 * A model of the course, as far as its files are concerned.
 *
 * @param id two digits: {@code 01}
 * @param folder of its module, below the repository's: {@code 01-blocking-threads}
 * @param packageName of its scenarios: {@code fiveways.blocking}
 */
public record Model(String id, String folder, String packageName) {

  /** As people say it: {@code 01 blocking threads}. */
  public String title() {
    return folder.replace('-', ' ');
  }

  /** The folder of its scenarios' sources. */
  public String sources() {
    return folder + "/src/main/java/" + packageName.replace('.', '/');
  }

  /** The file of a scenario, or of another type of its package. */
  public String file(String type) {
    return sources() + "/" + type + ".java";
  }

  /** What a file of it declares: {@code Echo}, or {@code engine.Loop}. */
  String type(Source source) {
    return source
        .file()
        .substring(sources().length() + 1)
        .replaceFirst("\\.java$", "")
        .replace('/', '.');
  }

  /** The same, of a place in its classes. */
  String type(Operators.Use use) {
    var inside = use.packageName().substring(packageName.length()).replaceFirst("^\\.", "");
    return (inside.isEmpty() ? "" : inside + ".") + use.file().replaceFirst("\\.java$", "");
  }
}
