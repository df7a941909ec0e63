package fiveways.cli;

import fiveways.cli.Terminal.Style;
import fiveways.contract.api.ModelProvider;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course limits}: what a model cannot do, and what it does better, demonstrated. */
@Command(
    name = "limits",
    sortOptions = false,
    description =
        "Demonstrate what a model cannot do, and what it does better than the others: its tests"
            + " of that, each of which fails if it is not so.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:each is as it says", "1:one is not", "2:a mistake in the words"})
final class LimitsCommand implements Callable<Integer> {
  /** Beside the model's contract test, in the order in which they are shown. */
  private static final List<String> TESTS = List.of("LimitsTest", "StrengthsTest");

  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = Words.ModelWord.class,
      completionCandidates = Words.ModelCandidates.class,
      description = "01, blocking-threads, …: see `course list models`.")
  @SuppressWarnings("NullAway.Init") // picocli fills it in, or does not call
  private ModelProvider provider;

  @Parameters(
      index = "1..*",
      paramLabel = "NAME",
      description = "Only those that have this in their names: --list shows them.")
  private List<String> names = List.of();

  @Option(names = "--list", description = "Only their names.")
  private boolean list;

  LimitsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var wanted = wanted();
    if (list) {
      wanted.forEach(test -> terminal.line(test.getName()));
      return 0;
    }
    terminal.line(
        terminal.strong(provider.folder())
            + ": what it cannot do (limit), and what it does better (strength)");
    return run(wanted.stream().map(LimitsCommand::name).toList());
  }

  private List<Method> wanted() {
    var all = all(provider);
    for (var name : names) {
      if (all.stream().noneMatch(test -> isCalled(test, name))) {
        throw new Mistake(
            "nothing of %s is called '%s': see `course limits %s --list`"
                .formatted(provider.folder(), name, provider.id()));
      }
    }
    return all.stream()
        .filter(test -> names.isEmpty() || names.stream().anyMatch(name -> isCalled(test, name)))
        .toList();
  }

  private static boolean isCalled(Method test, String name) {
    return test.getName().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  private static List<Method> all(ModelProvider model) {
    var here = Contracts.of(model).test();
    return TESTS.stream()
        .flatMap(test -> methods(here.getPackageName() + "." + test, here.getClassLoader()))
        .toList();
  }

  private static Stream<Method> methods(String test, ClassLoader loader) {
    try {
      return Arrays.stream(Class.forName(test, false, loader).getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Test.class))
          .sorted(Comparator.comparing(Method::getName));
    } catch (ClassNotFoundException none) {
      return Stream.of();
    }
  }

  private static String name(Method test) {
    return test.getDeclaringClass().getName() + "#" + test.getName();
  }

  private int run(List<String> tests) throws IOException {
    var seen = new ArrayList<Tested>();
    try (var child = ChildJvm.start(LimitsHost.class, Redirect.INHERIT, List.of(), tests)) {
      for (var line = child.readLine(); line.isPresent(); line = child.readLine()) {
        if (line.get().equals(LimitsHost.DONE)) {
          return summary(seen, tests.size());
        }
        Tested.fromLine(line.get())
            .ifPresent(test -> {
              seen.add(test);
              show(test);
            });
      }
    }
    terminal.complain("its process ended too early");
    return 1;
  }

  private void show(Tested test) {
    boolean broken = test.broken().isPresent();
    var word = broken ? "NOT SO" : test.verdict().orElse("seen");
    var kind = test.rule().startsWith("Limits") ? "limit" : "strength";
    var text = Text.wrap(test.promise(), Terminal.WIDTH - 31);
    terminal.line(
        "  %-9s %s%9s  %s"
            .formatted(
                kind,
                terminal.style(broken ? Style.BAD : Style.GOOD, "%-8s".formatted(word)),
                Text.time(test.took()),
                String.join("\n" + " ".repeat(31), text)));
    if (!test.message().isEmpty()) {
      Text.indented(test.message(), 31).forEach(terminal::line);
    }
  }

  /** A test that was not run was not seen. */
  private int summary(List<Tested> tests, int wanted) {
    long leftOut = tests.stream().filter(test -> test.verdict().isPresent()).count();
    long broken = tests.stream().filter(test -> test.broken().isPresent()).count();
    boolean good = broken == 0 && tests.size() == wanted;
    terminal.line(
        terminal.style(
                good ? Style.GOOD : Style.BAD,
                "%d of %d seen".formatted(tests.size() - broken - leftOut, wanted))
            + (leftOut == 0 ? "" : ", %d left out".formatted(leftOut)));
    return good ? 0 : 1;
  }
}
