package fiveways.cli;

import fiveways.contract.api.ModelProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The models on the class path, by what a user calls them. */
public final class Models {
  private Models() {}

  /** All of them, in the order of their numbers. */
  public static List<ModelProvider> all() {
    return ModelProvider.all();
  }

  /**
   * The model called {@code 01}, {@code blocking-threads} or {@code 01-blocking-threads}; a
   * trailing slash, as a shell completes a folder's name, does not matter.
   *
   * @throws Mistake if there is none
   */
  public static ModelProvider called(String word) {
    var wanted = word.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
    return all().stream()
        .filter(model -> List.of(model.id(), model.name(), model.folder()).contains(wanted))
        .findFirst()
        .orElseThrow(() -> new Mistake("there is no model '" + word + "': " + whichThereAre()));
  }

  /** Each once, in the order in which they were named. */
  public static List<ModelProvider> distinct(List<ModelProvider> models) {
    var ids = new LinkedHashSet<String>();
    return models.stream().filter(model -> ids.add(model.id())).toList();
  }

  private static String whichThereAre() {
    return all().stream()
        .map(model -> model.id() + " (" + model.name() + ")")
        .collect(Collectors.joining(", ", "choose one of ", ""));
  }
}
