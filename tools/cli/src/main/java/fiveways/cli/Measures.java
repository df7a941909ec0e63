package fiveways.cli;

import fiveways.contract.api.ModelProvider;
import fiveways.measure.Model;
import fiveways.measure.Parts;
import java.nio.file.Path;

/** Models as files, for what is counted in them. */
public final class Measures {
  private Measures() {}

  /**
   * The repository, which has the sources.
   *
   * @throws Mistake if there is none
   */
  public static Path home() {
    return Home.find()
        .orElseThrow(
            () -> new Mistake("start it by ./course: it must know the repository's folder"));
  }

  /** Where a model's files are. */
  public static Model model(ModelProvider provider) {
    return new Model(provider.id(), provider.folder(), provider.getClass().getPackageName());
  }

  /** All counts of a model. Reads and parses its sources. */
  public static Parts of(ModelProvider provider) {
    return Parts.of(home(), model(provider));
  }
}
