package fiveways.contract.remote;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What goes through the pipes: a JSON object a line, in ASCII, and no line without a bound. */
final class Wire {

  /** So many bytes a line has at most before its line feed: a race of thousands that all failed. */
  static final int MAX_BYTES = 1024 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What came is not the protocol; the message says what it is, fit for a sentence. */
  static final class Garbage extends IOException {
    private static final long serialVersionUID = 1;

    Garbage(String what) {
      super(what);
    }
  }

  private final InputStream in;

  Wire(InputStream in) {
    this.in = new BufferedInputStream(in, 64 * 1024);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array() {
    return JSON.createArrayNode();
  }

  static byte[] line(ObjectNode object) {
    return (JSON.writeValueAsString(object) + "\n").getBytes(US_ASCII);
  }

  /**
   * The next object; empty at the end. Blocks until there is one. Of a line too long nothing more
   * is kept than its beginning, and its rest is skipped.
   *
   * @throws Garbage if the line is none
   */
  Optional<ObjectNode> next() throws IOException {
    var line = new ByteArrayOutputStream(256);
    boolean tooLong = false;
    for (int b; (b = in.read()) != '\n'; ) {
      if (b < 0) {
        return Optional.empty(); // what has no end is no line
      }
      tooLong |= line.size() == MAX_BYTES;
      if (!tooLong) {
        line.write(b);
      }
    }
    if (tooLong) {
      throw new Garbage("a line of more than " + MAX_BYTES + " bytes: " + shown(line));
    }
    try {
      if (JSON.readTree(line.toByteArray()) instanceof ObjectNode object) {
        return Optional.of(object);
      }
    } catch (JacksonException notJson) {
      // said below
    }
    throw new Garbage("a line that is no JSON object: " + shown(line));
  }

  private static String shown(ByteArrayOutputStream line) {
    return shown(line.toString(UTF_8));
  }

  /** For a message: the beginning, with what cannot be printed left out. */
  static String shown(String text) {
    var visible = text.replaceAll("[^\\x20-\\x7E]", "?");
    return visible.length() <= 80 ? visible : visible.substring(0, 80) + "...";
  }
}
