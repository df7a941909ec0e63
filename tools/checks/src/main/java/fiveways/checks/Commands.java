package fiveways.checks;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A command that a page tells the reader to type is there, with the options that it is given. */
final class Commands implements HouseRule {
  private static final String CLI = "tools/cli/src/main/java";
  private static final Pattern PROMPT = Pattern.compile("^(?:\\$ |> )?(?:[A-Z_]+=\\S+ )*");
  private static final Set<String> PHASES =
      Set.of(
          "clean",
          "validate",
          "compile",
          "process-classes",
          "test-compile",
          "test",
          "package",
          "verify");

  /** What the course's command knows, as its annotations tell. */
  private record Cli(Set<String> commands, Set<String> options) {}

  @Override
  public String name() {
    return "commands";
  }

  @Override
  public List<Finding> check(House house) {
    var cli = cli(house);
    var findings = new ArrayList<Finding>();
    for (var file : house.files("", ".md")) {
      for (var code : Markdown.of(house.lines(file)).code()) {
        var words = List.of(PROMPT.matcher(code.text()).replaceFirst("").split("\\s+"));
        wrong(house, cli, words)
            .map(advice -> new Finding(file, code.line(), name(), advice))
            .ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<String> wrong(House house, Cli cli, List<String> words) {
    return switch (words.getFirst()) {
      case "course", "./course", "course.cmd", ".\\course" -> course(cli, words);
      case "mvnw", "./mvnw", "mvnw.cmd", ".\\mvnw" -> maven(house, words);
      default -> Optional.empty();
    };
  }

  private static Optional<String> course(Cli cli, List<String> words) {
    if (words.size() > 1 && words.get(1).matches("[a-z][a-z-]*")) {
      var command = words.get(1);
      if (!cli.commands().contains(command)) {
        return Optional.of(
            "there is no command `course %s`: name one that `course help --all` lists"
                .formatted(command));
      }
    }
    return words.stream()
        .takeWhile(word -> !word.startsWith("#"))
        .map(word -> word.replaceFirst("^\\[|[].,;]+$", ""))
        .filter(word -> word.matches("--[a-z][a-z-]*(=.*)?"))
        .map(word -> word.replaceFirst("=.*", ""))
        .filter(option -> !cli.options().contains(option))
        .findFirst()
        .map(
            option -> "no command of `course` has the option " + option + ": name one that exists");
  }

  private static Optional<String> maven(House house, List<String> words) {
    for (int i = 1; i < words.size(); i++) {
      var word = words.get(i);
      if (word.startsWith("#")) {
        break;
      }
      var next = i + 1 < words.size() ? words.get(i + 1) : "";
      Optional<String> wrong =
          switch (word) {
            case "-f", "--file" -> missingPom(house, next);
            case "-pl", "--projects" ->
                Stream.of(next.split(",")).flatMap(m -> missingPom(house, m).stream()).findFirst();
            default -> goal(house, word);
          };
      if (wrong.isPresent()) {
        return wrong;
      }
      if (Set.of("-f", "--file", "-pl", "--projects").contains(word)) {
        i++;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> missingPom(House house, String module) {
    return module.contains("<") || house.has(module + "/pom.xml") || module.endsWith("pom.xml")
        ? Optional.empty()
        : Optional.of(
            "there is no %s/pom.xml for Maven to build: name a module that exists"
                .formatted(module));
  }

  private static Optional<String> goal(House house, String word) {
    if (word.startsWith("-") || word.contains("<") || word.contains("…") || PHASES.contains(word)) {
      return Optional.empty();
    }
    var prefix = word.replaceFirst(":.*", "");
    boolean plugin =
        word.contains(":")
            && house.files("", "pom.xml").stream()
                .map(house::text)
                .anyMatch(pom ->
                    pom.contains(">" + prefix + "-maven-plugin<")
                        || pom.contains(">maven-" + prefix + "-plugin<"));
    return plugin
        ? Optional.empty()
        : Optional.of(
            "Maven has no phase or plugin `%s` here: name one that our POMs know".formatted(word));
  }

  private static Cli cli(House house) {
    var cli = new Cli(new HashSet<>(), new HashSet<>(Set.of("--help", "--version")));
    for (var source : house.sources(CLI)) {
      new TreeScanner<Boolean, Boolean>() {
        @Override
        public Boolean visitAnnotation(AnnotationTree annotation, Boolean p) {
          switch (annotation.getAnnotationType().toString()) {
            case "Command" -> cli.commands().addAll(strings(annotation, "name", "aliases"));
            case "Option" -> cli.options().addAll(strings(annotation, "names"));
            default -> {}
          }
          return super.visitAnnotation(annotation, p);
        }
      }.scan(source.unit(), true);
      if (house.text(source.file()).contains("HelpCommand")) {
        cli.commands().add("help");
      }
    }
    return cli;
  }

  private static List<String> strings(AnnotationTree annotation, String... elements) {
    var strings = new ArrayList<String>();
    for (var argument : annotation.getArguments()) {
      if (argument instanceof AssignmentTree assigned
          && List.of(elements).contains(assigned.getVariable().toString())) {
        new TreeScanner<Boolean, Boolean>() {
          @Override
          public Boolean visitLiteral(LiteralTree literal, Boolean p) {
            if (literal.getValue() instanceof String text) {
              strings.add(text);
            }
            return true;
          }
        }.scan(assigned.getExpression(), true);
      }
    }
    return strings;
  }
}
