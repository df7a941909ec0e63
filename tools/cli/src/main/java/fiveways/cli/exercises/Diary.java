package fiveways.cli.exercises;

import fiveways.cli.Home;
import fiveways.cli.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a student has done so far, in a file of his own copy of the course. It earns no points: who
 * writes into it deceives nobody but himself.
 */
final class Diary {

  /**
   * Of one exercise.
   *
   * @param checks how often it was checked
   * @param points the most that the public tests have given
   * @param hints how many hints have been read
   * @param passed whether it has once earned all points
   * @param peeked whether the solution was looked at before that
   */
  record Entry(int checks, int points, int hints, boolean passed, boolean peeked) {
    static final Entry NEW = new Entry(0, 0, 0, false, false);

    Entry checked(int earned, boolean all) {
      return new Entry(checks + 1, Math.max(points, earned), hints, passed || all, peeked);
    }

    Entry hinted(int number) {
      return new Entry(checks, points, Math.max(hints, number), passed, peeked);
    }

    Entry hasPeeked() {
      return new Entry(checks, points, hints, passed, peeked || !passed);
    }
  }

  /** As it stands in the file. */
  record Pages(Optional<String> last, Map<String, Entry> exercises) {}

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Pages pages;

  private Diary(Path file, Pages pages) {
    this.file = file;
    this.pages = pages;
  }

  /**
   * That of this copy of the course; an empty one if there is none yet.
   *
   * @throws Mistake if it cannot be read
   */
  static Diary here() {
    var home =
        Home.find()
            .orElseThrow(
                () -> new Mistake("start it by ./course: it must know the course's folder"));
    var file = home.resolve(".course").resolve("diary.json");
    if (!Files.exists(file)) {
      return new Diary(file, new Pages(Optional.empty(), Map.of()));
    }
    try {
      return new Diary(file, JSON.readValue(file.toFile(), Pages.class));
    } catch (JacksonException e) {
      throw new Mistake(
          "'%s' cannot be read: mend it, or take it away to begin anew".formatted(file));
    }
  }

  /** The exercise that was checked last. */
  Optional<String> last() {
    return pages.last();
  }

  Entry of(String slug) {
    return pages.exercises().getOrDefault(slug, Entry.NEW);
  }

  /** With another entry for this exercise, which is the last one from now on; written at once. */
  Diary with(String slug, UnaryOperator<Entry> change) throws IOException {
    var exercises = new TreeMap<>(pages.exercises());
    exercises.put(slug, change.apply(of(slug)));
    var changed = new Pages(Optional.of(slug), exercises);
    Files.createDirectories(file.resolveSibling(""));
    var next = file.resolveSibling("diary.json.next");
    Files.writeString(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(changed));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    return new Diary(file, changed);
  }
}
