package fiveways.checks;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private final Commands rule = new Commands();
  @TempDir Path folder;

  private Example example(String command) {
    return Example.in(folder)
        .file("README.md", "# Read\n\n```sh\n$ " + command + "\n```\n")
        .file("pom.xml", "<artifactId>spotless-maven-plugin</artifactId>")
        .file("m/pom.xml", "")
        .file(
            "tools/cli/src/main/java/Demo.java",
            "@Command(name = \"demo\") class Demo { @Option(names = {\"-m\", \"--models\"}) int m; }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./course demo --models 01,04",
        "./course",
        "course --version",
        "NO_COLOR=1 ./course demo",
        "course <model>",
        "./course demo # --not-an-option",
        "./mvnw verify",
        "./mvnw -q -f m test",
        "./mvnw -pl m,m -am test",
        "./mvnw spotless:apply",
        "git clone --depth 1 x"
      })
  void commands_that_exist_are_fine(String command) {
    example(command).isFine(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "./course dance         | there is no command `course dance`",
        "course demo --model 01 | no command of `course` has the option --model",
        "./mvnw -f n test       | there is no n/pom.xml",
        "./mvnw -pl m,n test    | there is no n/pom.xml",
        "./mvnw verfy           | no phase or plugin `verfy`",
        "./mvnw jmh:run         | no phase or plugin `jmh:run`",
      })
  void commands_that_do_not_exist_are_found(String command, String says) {
    example(command).isFoundBy(rule, "README.md", 4, says);
  }
}
