package fiveways.practice;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line that the process with the tests writes down: a word and what belongs to it, with a tab
 * between them.
 */
record Note(String word, List<String> fields) {
  /** The last one, if the tests came to their end. */
  static final String END = "end";

  /** A test begins: its name. */
  static final String BEGUN = "begun";

  /** A test has ended: its name, whether it passed, milliseconds, the message, the lines. */
  static final String ENDED = "ended";

  /** A test takes too long: its name. The process ends after that. */
  static final String LATE = "late";

  /** A thread that is in the submission's code: a line about it. */
  static final String THREAD = "thread";

  /** A thread that waits for another one, in a circle: a line about it. */
  static final String CYCLE = "cycle";

  /** The process ends because the submission wants it: where. */
  static final String EXIT = "exit";

  static Note of(String word, Object... fields) {
    return new Note(word, Stream.of(fields).map(Object::toString).toList());
  }

  static Note parse(String line) {
    var parts = List.of(line.split("\t", -1));
    return new Note(
        parts.getFirst(), parts.subList(1, parts.size()).stream().map(Note::plain).toList());
  }

  String field(int index) {
    return fields.get(index);
  }

  /** The line, without its end. */
  String line() {
    return Stream.concat(Stream.of(word), fields.stream().map(Note::escaped))
        .collect(Collectors.joining("\t"));
  }

  private static String escaped(String field) {
    return field
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }

  private static String plain(String field) {
    var plain = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char next = field.charAt(i);
      if (next == '\\' && i + 1 < field.length()) {
        i++;
        next =
            switch (field.charAt(i)) {
              case 't' -> '\t';
              case 'r' -> '\r';
              case 'n' -> '\n';
              default -> field.charAt(i);
            };
      }
      plain.append(next);
    }
    return plain.toString();
  }
}
