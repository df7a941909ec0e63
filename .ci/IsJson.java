import java.nio.file.Path;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fails unless the file named is one JSON document, an object or an array with something in it. */
final class IsJson {
  public static void main(String[] args) {
    JsonNode read =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readTree(Path.of(args[0]));
    if (!read.isContainer() || read.isEmpty()) {
      throw new IllegalStateException(args[0] + " is JSON, but says nothing: " + read);
    }
    System.out.println("JSON with " + read.size() + " members at its top");
  }
}
