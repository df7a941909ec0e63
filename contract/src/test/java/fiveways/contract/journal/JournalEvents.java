package fiveways.contract.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Line;
import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Events of all kinds, and what a journal of them looks like, byte by byte. */
final class JournalEvents {
  private JournalEvents() {}

  /** Of any bytes but the line feed; some are as long as can be, some are journals themselves. */
  static Arbitrary<List<String>> any() {
    var bytes = Arbitraries.chars().range('\0', '\u00FF').filter(c -> c != '\n');
    var texts = bytes.array(char[].class);
    var events =
        Arbitraries.frequencyOf(
            Tuple.of(6, texts.ofMaxSize(40).map(String::new)),
            Tuple.of(1, texts.ofMinSize(8_000).ofMaxSize(Line.MAX_BYTES).map(String::new)),
            Tuple.of(2, texts.ofMaxSize(9).map(String::new).map(JournalEvents::nested)));
    return events.list().ofMaxSize(12);
  }

  /** An event that looks like a record, if it may be one. */
  private static String nested(String event) {
    var record = new String(JournalRecord.of(event), ISO_8859_1);
    return record.indexOf('\n') < 0 ? record : event;
  }

  static byte[] journal(List<String> events) {
    var bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(JournalRecord.of(event)));
    return bytes.toByteArray();
  }

  /** How many events are whole in so many bytes of their journal. */
  static int wholeIn(int bytes, List<String> events) {
    int whole = 0;
    for (int end = 0; whole < events.size(); whole++) {
      end += JournalRecord.of(events.get(whole)).length;
      if (end > bytes) {
        break;
      }
    }
    return whole;
  }
}
