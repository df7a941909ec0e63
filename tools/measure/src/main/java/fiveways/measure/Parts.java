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
 * One model, measured: every file of it is in exactly one part. Its deliberate mistakes ({@code
 * Broken…}) are in none.
 *
 * @param scenarios by their names, those that the model has
 * @param staying what outlives a deadline: BoundedAccept and BoundedRead
 * @param others the model's other files: its type of operation, its class, more of a scenario
 * @param engine the machinery underneath
 * @param retrofits by the names of their scenarios
 */
public record Parts(
    Model model,
    Map<String, Part> scenarios,
    Part staying,
    Part others,
    Part engine,
    Map<String, Retrofit> retrofits) {
  /** The scenarios of the course, in its order, by the name of their file in each model. */
  public static final List<String> SCENARIOS =
      List.of("Echo", "Timeout", "Heartbeat", "Race", "Progress", "Merge", "Dashboard", "Replay");

  private static final List<String> STAYING = List.of("BoundedAccept", "BoundedRead");

  /** Every file that all models have. */
  public static final List<String> FILES =
      Stream.concat(SCENARIOS.stream(), STAYING.stream()).toList();

  /** From region {@code plain} of the scenario's file to this one. */
  public static final Map<String, String> RETROFITS =
      Map.of("Timeout", "bounded", "Heartbeat", "beating");

  /** Files that are counted together, and what they take from libraries. */
  public record Part(Counts counts, Operators operators) {}

  /** Measures a model of the repository at {@code root}, as far as it is written. */
  public static Parts of(Path root, Model model) {
    return of(model, sources(root, model), Operators.below(classes(root, model)));
  }

  /** The same, of sources that have been parsed; {@code compiled} is what its classes use. */
  static Parts of(Model model, List<Source> sources, Operators compiled) {
    var colour = new Colour(model.packageName(), sources);
    var scenarios = new LinkedHashMap<String, Part>();
    var retrofits = new LinkedHashMap<String, Retrofit>();
    for (var scenario : SCENARIOS) {
      sources.stream()
          .filter(source -> source.file().equals(model.file(scenario)))
          .forEach(source -> {
            scenarios.put(scenario, part(model, sources, compiled, colour, scenario::equals));
            Optional.ofNullable(RETROFITS.get(scenario))
                .flatMap(region -> Retrofit.in(source, region))
                .ifPresent(retrofit -> retrofits.put(scenario, retrofit));
          });
    }
    return new Parts(
        model,
        scenarios,
        part(model, sources, compiled, colour, STAYING::contains),
        part(model, sources, compiled, colour, type -> !inEngine(type) && !FILES.contains(type)),
        part(model, sources, compiled, colour, Parts::inEngine),
        retrofits);
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

  private static boolean inEngine(String type) {
    return type.startsWith("engine.");
  }

  private static Part part(
      Model model,
      List<Source> sources,
      Operators compiled,
      Colour colour,
      Predicate<String> types) {
    var wanted = types.and(type -> !type.contains("Broken"));
    var counts =
        sources.stream()
            .filter(source -> wanted.test(type(model, source.file())))
            .map(source -> Counting.of(source, method -> colour.of(source, method)))
            .reduce(Counts.NONE, Counts::plus);
    return new Part(counts, compiled.where(use -> wanted.test(type(model, use))));
  }

  /** Of a file: {@code Echo}, or {@code engine.Loop}. */
  private static String type(Model model, String file) {
    return file.substring(model.sources().length() + 1).replace(".java", "").replace('/', '.');
  }

  private static String type(Model model, Operators.Use use) {
    var inside = use.packageName().substring(model.packageName().length()).replaceFirst("^\\.", "");
    return (inside.isEmpty() ? "" : inside + ".") + use.file().replace(".java", "");
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
