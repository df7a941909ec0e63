package fiveways.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;

/** A small repository that breaks a rule of the house, or just keeps it. */
public final class Example {
  private final Path root;

  private Example(Path root) {
    this.root = root;
  }

  /** An empty one in this folder, which is empty too. */
  public static Example in(Path root) {
    return new Example(root);
  }

  /** With this file in it. */
  public Example file(String path, String text) {
    try {
      var file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a copy of a file of ours. */
  public Example copied(String path) {
    return file(path, House.here().text(path));
  }

  /** With a Java file in a model's package; the package's name is added as line 1. */
  Example java(Leaf model, String name, String text) {
    var folder = name.contains("/") ? "." + name.substring(0, name.lastIndexOf('/')) : "";
    return file(
        model.sources() + "/" + name + ".java",
        "package " + model.packageName() + folder + ";\n" + text);
  }

  /** With its main classes compiled, module by module. */
  Example compiled() {
    var house = house();
    house.files("", ".java").stream()
        .filter(file -> file.contains("/src/main/java/"))
        .map(file -> file.substring(0, file.indexOf("/src/main/java/")))
        .distinct()
        .forEach(module -> compile(house, module));
    return this;
  }

  public House house() {
    return House.at(root);
  }

  /** That the rule finds one thing, in that file and line, and says all of this about it. */
  void isFoundBy(HouseRule rule, String file, int line, String... says) {
    var findings = rule.check(house());
    assertThat(findings).as("findings of %s", rule.name()).hasSize(1);
    assertFinding(findings.getFirst(), rule.name(), file, line, says);
  }

  static void assertFinding(Finding finding, String rule, String file, int line, String... says) {
    assertThat(finding.file()).as("file of %s", finding).isEqualTo(file);
    assertThat(finding.line()).as("line of %s", finding).isEqualTo(line);
    assertThat(finding.rule()).as("rule of %s", finding).isEqualTo(rule);
    assertThat(finding.advice()).contains(says).doesNotContain("\n");
  }

  void isFine(HouseRule rule) {
    assertThat(rule.check(house())).as("findings of %s", rule.name()).isEmpty();
  }

  private void compile(House house, String module) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    var options =
        List.of(
            "-proc:none",
            "-d",
            root.resolve(module + "/target/classes").toString(),
            "-cp",
            System.getProperty("java.class.path"));
    try (var files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
      var sources = house.files(module + "/src/main/java/", ".java").stream().map(house::path);
      var units = files.getJavaFileObjectsFromPaths(sources.toList());
      var done = compiler.getTask(said, files, null, options, null, units).call();
      assertThat(done).as("the example compiles: %s", said).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
