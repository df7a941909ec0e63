package fiveways.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * What a command line said and with what it would exit, run in this process.
 *
 * @param out on standard output
 * @param err on standard error
 */
public record Said(int exit, String out, String err) {

  /** Runs it without a terminal: no colour. */
  public static Said course(String... words) {
    return withInput("", words);
  }

  /** The same, with something on standard input. */
  static Said withInput(String input, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            false,
            Glyphs.UNICODE);
    int exit = Course.run(terminal, words);
    return new Said(exit, out.toString(UTF_8), err.toString(UTF_8));
  }
}
