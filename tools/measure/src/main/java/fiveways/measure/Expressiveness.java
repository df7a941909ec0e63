package fiveways.measure;

import fiveways.measure.Table.Row;
import fiveways.measure.Table.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of what it takes to say the same thing in each model.
 *
 * @param models in the order of their columns
 */
public record Expressiveness(List<Parts> models) {
  /** What has to be said wherever these numbers stand. */
  public static final String CAVEAT =
      "05 and 03 import what 02 writes: read a scenario's lines together with the machinery and the"
          + " library operators below them.";

  /** What the rows count, a sentence for each. */
  public static final List<String> LEGEND =
      List.of(
          "Code lines: something stands in them besides comments; package and imports are left out.",
          "Decision points: if, loops, case, when, catch, ?:, && and ||.",
          "Mutable fields: not final (a final field's object may still change).",
          "Lambdas and callbacks: lambdas, method references, anonymous classes.",
          "Coloured signatures: those of methods and constructors that name the model's type of"
              + " operation, a type of its own or of its engine, or one of its library.",
          "States × events: where 02 says what an event does in a state, the pairs that can meet,"
              + " and how many of them it acts on.",
          "Library operators: different members of libraries beyond the JDK, from compiled classes.",
          "Retrofits: from region plain to the other one, in lines of code without indentation;"
              + " inside is what changed in what was there (+ added, ~ changed, - removed), around"
              + " is what came besides.",
          "A file that one scenario alone needs is counted with it; deliberate mistakes (Broken…)"
              + " are not counted.");

  private static final String NONE = "-";

  /** Everything, or only these scenarios. */
  public Table full(List<String> scenarios) {
    var sections = new ArrayList<Section>();
    for (var scenario : Parts.SCENARIOS) {
      if (scenarios.contains(scenario) && models.stream().anyMatch(has(scenario))) {
        sections.add(
            section(scenario, parts -> Optional.ofNullable(parts.scenarios().get(scenario))));
        if (Parts.RETROFITS.containsKey(scenario)) {
          sections.add(retrofit(scenario));
        }
      }
    }
    if (scenarios.contains("Timeout")) {
      sections.add(section("BoundedAccept and BoundedRead", parts -> Optional.of(parts.staying())));
    }
    sections.add(
        section(
            "Other files: the operation's type, the model's class",
            parts -> Optional.of(parts.others())));
    sections.add(section("Machinery: engine/", parts -> Optional.of(parts.engine())));
    return new Table("", models.stream().map(parts -> parts.model().id()).toList(), sections);
  }

  /** The few rows that tell most, all scenarios of a model in one cell. */
  public Table compact() {
    var rows =
        List.of(
            row("code lines", each(Counts::lines)),
            row("decision points", each(Counts::decisions)),
            row("mutable fields, the scenario's own", each(Counts::mutableFields)),
            row("lambdas and callbacks", each(Counts::functions)),
            row("coloured signatures", parts -> coloured(parts.inScenarios())),
            row("states × events acted on, all files", parts -> pairs(parts.all())),
            row("*Timeout* plain → bounded: around, inside", retrofitted("Timeout")),
            row("*Heartbeat* plain → beating: around, inside", retrofitted("Heartbeat")),
            row(
                "machinery, `engine/`: code lines",
                parts -> String.valueOf(parts.engine().counts().lines())),
            row("library operators, all files", parts -> String.valueOf(parts.operators())));
    var names =
        Parts.SCENARIOS.stream()
            .filter(scenario -> models.stream().anyMatch(has(scenario)))
            .collect(Collectors.joining(" · "));
    return new Table(
        names,
        models.stream().map(parts -> parts.model().title()).toList(),
        List.of(new Section("", rows)));
  }

  private static Predicate<Parts> has(String scenario) {
    return parts -> parts.scenarios().containsKey(scenario);
  }

  private Row row(String title, Function<Parts, String> cell) {
    return new Row(title, models.stream().map(cell).toList());
  }

  private Function<Parts, String> each(Function<Counts, Integer> count) {
    var scenarios = Parts.SCENARIOS.stream().filter(s -> models.stream().anyMatch(has(s))).toList();
    return parts ->
        scenarios.stream()
            .map(scenario ->
                Optional.ofNullable(parts.scenarios().get(scenario))
                    .map(part -> String.valueOf(count.apply(part.counts())))
                    .orElse(NONE))
            .collect(Collectors.joining(" · "));
  }

  private Section section(String title, Function<Parts, Optional<Parts.Part>> part) {
    return new Section(
        title,
        List.of(
            row("code lines", counted(part, counts -> String.valueOf(counts.lines()))),
            row("decision points", counted(part, counts -> String.valueOf(counts.decisions()))),
            row("mutable fields", counted(part, counts -> String.valueOf(counts.mutableFields()))),
            row(
                "lambdas and callbacks",
                counted(part, counts -> String.valueOf(counts.functions()))),
            row("coloured signatures", counted(part, Expressiveness::coloured)),
            row("states × events acted on", counted(part, Expressiveness::pairs)),
            row(
                "library operators",
                parts ->
                    part.apply(parts)
                        .map(p -> String.valueOf(p.operators().different()))
                        .orElse(NONE))));
  }

  private static Function<Parts, String> counted(
      Function<Parts, Optional<Parts.Part>> part, Function<Counts, String> cell) {
    return parts -> part.apply(parts).map(Parts.Part::counts).map(cell).orElse(NONE);
  }

  private static String coloured(Counts counts) {
    return counts.coloured() + " of " + counts.signatures();
  }

  private static String pairs(Counts counts) {
    return counts.pairs() == 0 ? NONE : counts.acted() + " of " + counts.pairs();
  }

  private Section retrofit(String scenario) {
    return new Section(
        scenario + ", plain to " + Parts.RETROFITS.get(scenario),
        List.of(
            row("lines before", retrofit(scenario, r -> String.valueOf(r.plainLines()))),
            row("lines added around", retrofit(scenario, r -> String.valueOf(r.around()))),
            row("lines added inside", retrofit(scenario, r -> String.valueOf(r.inside().added()))),
            row(
                "lines changed inside",
                retrofit(scenario, r -> String.valueOf(r.inside().changed()))),
            row(
                "lines removed inside",
                retrofit(scenario, r -> String.valueOf(r.inside().removed()))),
            row("methods added", retrofit(scenario, r -> String.valueOf(r.methodsAdded()))),
            row("methods changed", retrofit(scenario, r -> String.valueOf(r.methodsChanged()))),
            row("methods replaced", retrofit(scenario, r -> String.valueOf(r.methodsGone()))),
            row(
                "signatures changed",
                retrofit(scenario, r -> String.valueOf(r.signaturesChanged())))));
  }

  private static Function<Parts, String> retrofit(
      String scenario, Function<Retrofit, String> cell) {
    return parts -> Optional.ofNullable(parts.retrofits().get(scenario)).map(cell).orElse(NONE);
  }

  private static Function<Parts, String> retrofitted(String scenario) {
    return retrofit(scenario, r -> "%d, %s".formatted(r.around(), inside(r)));
  }

  /** {@code +2 ~1}; {@code 0} for nothing. */
  public static String inside(Retrofit retrofit) {
    var lines = retrofit.inside();
    var signs =
        Stream.of(sign("+", lines.added()), sign("~", lines.changed()), sign("-", lines.removed()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    return signs.isEmpty() ? "0" : signs;
  }

  private static Optional<String> sign(String sign, int lines) {
    return lines == 0
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "%s%d", sign, lines));
  }
}
