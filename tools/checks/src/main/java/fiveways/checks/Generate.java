package fiveways.checks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what is generated: the README's tables, 02's diagrams, the exercises' tables and their
 * starters.
 */
public final class Generate {
  /** How a maintainer runs it. */
  static final String COMMAND = "`./mvnw -q -Pgenerate process-classes`";

  private Generate() {}

  /** Takes no arguments; works on the repository that the current folder is in. */
  public static void main(String[] args) throws IOException {
    write(House.here()).forEach(file -> System.out.println("wrote " + file));
  }

  /** Writes what differs, and tells which files; what is as it should be is not touched. */
  static List<String> write(House house) throws IOException {
    var written = new ArrayList<String>();
    for (var file : Generated.files(house).entrySet()) {
      var path = house.path(file.getKey());
      if (!house.has(file.getKey()) || !house.text(file.getKey()).equals(file.getValue())) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue(), UTF_8);
        written.add(file.getKey());
      }
    }
    return written;
  }
}
