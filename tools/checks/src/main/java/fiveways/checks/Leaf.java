package fiveways.checks;

import fiveways.measure.Model;
import java.util.List;

/**
 * The five models: where each lives, and what its classes may use beyond the JDK, JSpecify and the
 * contract's API.
 */
public enum Leaf {
  BLOCKING("01-blocking-threads", ""),
  NONBLOCKING("02-nonblocking-state-machines", ""),
  CHANNELS("03-channels", "com.softwaremill.jox."),
  VIRTUAL("04-virtual-threads", ""),
  COMBINATORS("05-async-combinators", "reactor. org.reactivestreams. io.netty.");

  private final String folder;
  private final String libraries;

  Leaf(String folder, String libraries) {
    this.folder = folder;
    this.libraries = libraries;
  }

  /** The module's folder: {@code 01-blocking-threads}. */
  public String folder() {
    return folder;
  }

  /** As in commands and in SPEC.md: {@code 01}. */
  public String id() {
    return folder.substring(0, 2);
  }

  /** As people say it: {@code 01 blocking threads}. */
  public String title() {
    return folder.replace('-', ' ');
  }

  /** The package of its scenarios: {@code fiveways.blocking}. */
  public String packageName() {
    return "fiveways." + name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The folder of a source file in its package. */
  public String sources() {
    return folder + "/src/main/java/" + packageName().replace('.', '/');
  }

  /** As it is measured. */
  Model measured() {
    return new Model(id(), folder(), packageName());
  }

  List<String> libraries() {
    return libraries.isEmpty() ? List.of() : List.of(libraries.split(" "));
  }
}
