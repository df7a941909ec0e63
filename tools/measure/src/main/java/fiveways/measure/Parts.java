package fiveways.measure;

import com.sun.source.tree.ParameterizedTypeTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One model, measured: every file of it is in exactly one part. A file that one scenario alone
 * needs is counted with it. Deliberate mistakes ({@code Broken…}) are in no part.
 *
 * @param scenarios by their names, those that the model has
 * @param staying what outlives a deadline: BoundedAccept and BoundedRead
 * @param others the model's other files: its type of operation, its class, more of a scenario
 * @param engine the machinery underneath
 * @param retrofits by the names of their scenarios
 * @param sources of each scenario, its own file first
 */
public record Parts(
    Model model,
    Map<String, Part> scenarios,
    Part staying,
    Part others,
    Part engine,
    Map<String, Retrofit> retrofits,
    Map<String, List<Source>> sources) {
  /** The scenarios of the course, in its order, by the name of their file in each model. */
  public static final List<String> SCENARIOS =
      List.of("Echo", "Timeout", "Heartbeat", "Race", "Progress", "Merge", "Dashboard", "Replay");

  static final List<String> STAYING = List.of("BoundedAccept", "BoundedRead");

  /** Every file that all models have. */
  public static final List<String> FILES =
      Stream.concat(SCENARIOS.stream(), STAYING.stream()).toList();

  /** From region {@code plain} of the scenario's file to this one. */
  public static final Map<String, String> RETROFITS =
      Map.of("Timeout", "bounded", "Heartbeat", "beating", "Replay", "flushing");

  /** Files that are counted together, and what they take from libraries. */
  public record Part(Counts counts, Operators operators) {}

  /** Measures a model of the repository at {@code root}, as far as it is written. */
  public static Parts of(Path root, Model model) {
    return of(model, sources(root, model), Operators.below(classes(root, model)));
  }

  /** The same, of sources that have been parsed; {@code compiled} is what its classes use. */
  static Parts of(Model model, List<Source> sources, Operators compiled) {
    var files = new Content(model, sources, compiled, new Owners(model, sources));
    var scenarios = new LinkedHashMap<String, Part>();
    var retrofits = new LinkedHashMap<String, Retrofit>();
    var ofScenario = new LinkedHashMap<String, List<Source>>();
    for (var scenario : SCENARIOS) {
      var its = files.of(scenario);
      if (!its.isEmpty()) {
        scenarios.put(scenario, files.part(Optional.of(scenario)::equals));
        ofScenario.put(scenario, its);
        Optional.ofNullable(RETROFITS.get(scenario))
            .flatMap(region -> Retrofit.in(its, region))
            .ifPresent(retrofit -> retrofits.put(scenario, retrofit));
      }
    }
    return new Parts(
        model,
        scenarios,
        files.part(Optional.of(Owners.STAYING)::equals),
        files.part(Optional::isEmpty),
        files.part(Optional.of(Owners.ENGINE)::equals),
        retrofits,
        ofScenario);
  }

  /** What an operation is in a model: the argument of {@code implements ConcurrencyModel<…>}. */
  public static Optional<String> operation(List<Source> sources) {
    return sources.stream()
        .flatMap(source -> source.types().stream())
        .flatMap(type -> type.getImplementsClause().stream())
        .filter(ParameterizedTypeTree.class::isInstance)
        .map(ParameterizedTypeTree.class::cast)
        .filter(type -> type.getType().toString().endsWith("ConcurrencyModel"))
        .map(type -> type.getTypeArguments().getFirst().toString())
        .findFirst();
  }

  /** All of the scenarios together. */
  public Counts inScenarios() {
    return scenarios.values().stream().map(Part::counts).reduce(Counts.NONE, Counts::plus);
  }

  /** All of the model's files together. */
  public Counts all() {
    return Stream.of(staying, others, engine).map(Part::counts).reduce(inScenarios(), Counts::plus);
  }

  /** How many members of libraries somebody has to know who reads all of it. */
  public int operators() {
    return (int)
        Stream.concat(scenarios.values().stream(), Stream.of(staying, others, engine))
            .flatMap(part -> part.operators().uses().stream())
            .map(Operators.Use::member)
            .distinct()
            .count();
  }

  /** All files of a model, and whom each belongs to. */
  private record Content(Model model, List<Source> sources, Operators compiled, Owners owners) {

    /** The scenario's own file, and those that it alone needs; none if it is not written. */
    List<Source> of(String scenario) {
      var own = sources.stream().filter(s -> s.file().equals(model.file(scenario))).toList();
      return own.isEmpty()
          ? own
          : Stream.concat(
                  own.stream(),
                  sources.stream()
                      .filter(source -> !own.contains(source))
                      .filter(
                          source -> owners.of(model.type(source)).equals(Optional.of(scenario))))
              .toList();
    }

    Part part(Predicate<Optional<String>> wanted) {
      var colour = new Colour(model.packageName(), sources);
      Predicate<String> inside = type -> !Owners.isBroken(type) && wanted.test(owners.of(type));
      var counts =
          sources.stream()
              .filter(source -> inside.test(model.type(source)))
              .map(source -> Counting.of(source, method -> colour.of(source, method)))
              .reduce(Counts.NONE, Counts::plus);
      return new Part(counts, compiled.where(use -> inside.test(model.type(use))));
    }
  }

  private static Path classes(Path root, Model model) {
    return root.resolve(model.folder()).resolve(Path.of("target", "classes"));
  }

  /** All Java files of the model's package and below it, parsed. */
  private static List<Source> sources(Path root, Model model) {
    var folder = root.resolve(model.sources());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    var texts = new HashMap<String, String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        texts.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var parsed = Source.parse(texts);
    return parsed.keySet().stream().sorted().map(parsed::get).toList();
  }
}
