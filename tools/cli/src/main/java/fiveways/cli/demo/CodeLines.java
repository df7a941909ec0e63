package fiveways.cli.demo;

import fiveways.cli.Measures;
import fiveways.cli.Scenario;
import fiveways.contract.api.ModelProvider;
import fiveways.measure.Parts;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Lines of code of a model, as {@code course measure} counts them. */
final class CodeLines {
  private final Optional<Path> home;
  private final Map<String, Parts> parts = new ConcurrentHashMap<>();

  /**
   * @param home of the sources; without it nothing is counted
   */
  CodeLines(Optional<Path> home) {
    this.home = home;
  }

  /** Of the files that express the scenario; empty if there are no sources here. */
  OptionalInt of(ModelProvider model, Scenario scenario) {
    return lines(parts(model).map(of -> of.scenarios().get(scenario.type())));
  }

  /** Of the machinery underneath; empty if there are no sources here. */
  OptionalInt ofEngine(ModelProvider model) {
    return lines(parts(model).map(Parts::engine));
  }

  private Optional<Parts> parts(ModelProvider model) {
    return home.map(
        root -> parts.computeIfAbsent(model.id(), _ -> Parts.of(root, Measures.model(model))));
  }

  private static OptionalInt lines(Optional<Parts.Part> part) {
    return part.map(of -> OptionalInt.of(of.counts().lines())).orElse(OptionalInt.empty());
  }
}
