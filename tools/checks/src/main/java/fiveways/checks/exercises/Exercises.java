package fiveways.checks.exercises;

import fiveways.checks.House;
import fiveways.practice.Manifest;
import java.util.List;
import java.util.stream.Collectors;

/** The exercises of the repository. */
public final class Exercises {
  /** The page that lists them. */
  public static final String LIST = "exercises/README.md";

  private static final String MANIFEST = "exercise.json";

  private Exercises() {}

  /** Every folder of {@code solutions/} with a manifest. */
  public static List<Exercise> in(House house) {
    return house.files("solutions/", "/" + MANIFEST).stream()
        .map(file ->
            new Exercise(
                house,
                file.substring("solutions/".length(), file.length() - MANIFEST.length() - 1),
                Manifest.read(house.path(file))))
        .toList();
  }

  /** As the page that lists them shows it. */
  public static String table(House house) {
    return in(house).stream()
        .map(e ->
            "| [%s](%s/README.md) | %s | %d | %d |\n"
                .formatted(
                    e.manifest().title(),
                    e.slug(),
                    e.slug().replaceFirst("/.*", "").replace('-', ' '),
                    e.manifest().minutes(),
                    e.manifest().points()))
        .collect(
            Collectors.joining(
                "", "| exercise | model | minutes | points |\n| --- | --- | --- | --- |\n", ""));
  }
}
