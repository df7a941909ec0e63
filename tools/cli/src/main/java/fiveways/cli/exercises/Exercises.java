package fiveways.cli.exercises;

import fiveways.cli.Home;
import fiveways.cli.Mistake;
import fiveways.cli.Nearest;
import fiveways.practice.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The exercises that are here, in the order in which they are meant. */
final class Exercises {
  private static final String MANIFEST = "exercise.json";

  private final List<Exercise> all;

  private Exercises(List<Exercise> all) {
    this.all = all;
  }

  /**
   * Those of the course that this is run in.
   *
   * @throws Mistake if there are none
   */
  static Exercises here() throws IOException {
    var home =
        Home.find()
            .orElseThrow(
                () -> new Mistake("start it by ./course: it must know the course's folder"));
    return in(home);
  }

  private static Exercises in(Path home) throws IOException {
    var folder = home.resolve("exercises");
    if (!Files.isDirectory(folder)) {
      throw new Mistake("there are no exercises here: '" + folder + "' is missing");
    }
    try (Stream<Path> files = Files.find(folder, 3, (file, _) -> file.endsWith(MANIFEST))) {
      var all =
          files
              .map(file -> new Exercise(home, slug(folder, file), Manifest.read(file)))
              .sorted((a, b) -> order(a).compareTo(order(b)))
              .toList();
      if (all.isEmpty()) {
        throw new Mistake("there are no exercises here: '" + folder + "' has none");
      }
      return new Exercises(all);
    }
  }

  private static String slug(Path folder, Path manifest) {
    return folder.relativize(manifest.resolveSibling("")).toString().replace('\\', '/');
  }

  /** By model; within one, the easier ones first. */
  private static String order(Exercise exercise) {
    return "%s %05d %s"
        .formatted(
            exercise.slug().replaceFirst("/.*", ""), exercise.manifest().place(), exercise.slug());
  }

  List<Exercise> all() {
    return all;
  }

  /**
   * The one that somebody means by this word: the end of its folder's name, or all of it.
   *
   * @throws Mistake if there is none, or several
   */
  Exercise called(String word) {
    var typed =
        word.replace('\\', '/').replaceFirst("^(\\./)?exercises/", "").replaceFirst("/$", "");
    var exact =
        all.stream().filter(e -> e.slug().equals(typed) || e.name().equals(typed)).findFirst();
    if (exact.isPresent()) {
      return exact.get();
    }
    var begun = all.stream().filter(e -> e.name().startsWith(typed)).toList();
    if (begun.size() == 1) {
      return begun.getFirst();
    }
    if (begun.size() > 1) {
      throw new Mistake(
          "'%s' may be %s: write more of it"
              .formatted(word, String.join(", ", begun.stream().map(Exercise::name).toList())));
    }
    var near = Nearest.to(typed, all.stream().map(Exercise::name).toList());
    throw new Mistake(
        "there is no exercise '%s': %s"
            .formatted(
                word,
                near.map(name -> "did you mean " + name + "?")
                    .orElse("`course progress` lists them")));
  }

  /** The one named; or the one whose folder this is; or the last one; or the next one. */
  Exercise meant(Optional<String> word, Diary diary) {
    return word.map(this::called)
        .or(this::around)
        .or(() -> diary.last().flatMap(this::withSlug))
        .or(() -> next(diary))
        .orElseGet(all::getLast);
  }

  private Optional<Exercise> around() {
    var current = Path.of("").toAbsolutePath();
    return all.stream().filter(exercise -> current.startsWith(exercise.folder())).findFirst();
  }

  private Optional<Exercise> withSlug(String slug) {
    return all.stream().filter(exercise -> exercise.slug().equals(slug)).findFirst();
  }

  /** The first that has not been passed yet. */
  Optional<Exercise> next(Diary diary) {
    return all.stream().filter(exercise -> !diary.of(exercise.slug()).passed()).findFirst();
  }
}
