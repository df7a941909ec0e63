package fiveways.benchmarks;

import fiveways.contract.api.ModelProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the user asked for.
 *
 * @param quick fewer and shorter rounds
 * @param models by number, in their order, each once
 */
record Plan(boolean quick, List<ModelProvider> models) {
  static final String USAGE = "timeout-cost [--quick] [--models 01,04]";
  private static final String BENCHMARK = "timeout-cost";

  /**
   * How long is measured. One round is a fresh process for each row of each model in turn, so that
   * whatever disturbs the machine for a while disturbs all of them.
   */
  record Size(int rounds, int warmups, Duration warmup, int iterations, Duration iteration) {}

  Size size() {
    return quick
        ? new Size(2, 3, Duration.ofSeconds(1), 5, Duration.ofSeconds(1))
        : new Size(5, 5, Duration.ofSeconds(1), 10, Duration.ofSeconds(1));
  }

  /**
   * Reads the words of the command.
   *
   * @throws Mistake naming the word, and what would be right
   */
  static Plan of(List<String> words) {
    if (words.isEmpty()) {
      throw new Mistake("say what to measure: " + USAGE);
    }
    if (!words.getFirst().equals(BENCHMARK)) {
      throw new Mistake(
          "there is no benchmark '%s': there is %s".formatted(words.getFirst(), BENCHMARK));
    }
    var quick = false;
    var models = ModelProvider.all();
    for (var rest = new ArrayList<>(words.subList(1, words.size())); !rest.isEmpty(); ) {
      switch (rest.removeFirst()) {
        case "--quick" -> quick = true;
        case "--models" -> models = models(rest.isEmpty() ? "" : rest.removeFirst());
        case String word when word.startsWith("--models=") ->
            models = models(word.substring("--models=".length()));
        case String word -> throw new Mistake("'%s' is not understood: %s".formatted(word, USAGE));
      }
    }
    return new Plan(quick, models);
  }

  private static List<ModelProvider> models(String commaSeparated) {
    var wanted = List.of(commaSeparated.split(",", -1)).stream().map(Plan::model).toList();
    return ModelProvider.all().stream().filter(m -> wanted.contains(m.id())).toList();
  }

  private static String model(String word) {
    var wanted = word.strip().toLowerCase(Locale.ROOT).replaceAll("/+$", "");
    return ModelProvider.all().stream()
        .filter(model -> List.of(model.id(), model.name(), model.folder()).contains(wanted))
        .findFirst()
        .map(ModelProvider::id)
        .orElseThrow(() -> new Mistake(noSuch(word)));
  }

  private static String noSuch(String word) {
    var names = ModelProvider.all().stream().map(ModelProvider::id);
    return "--models wants numbers of models with commas between them, of %s, and not '%s'"
        .formatted(names.collect(Collectors.joining(",")), word);
  }
}
