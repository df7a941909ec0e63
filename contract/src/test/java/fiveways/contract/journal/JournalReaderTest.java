package fiveways.contract.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.api.Line;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is written comes back, in whatever pieces it is read. */
class JournalReaderTest {

  @Provide
  Arbitrary<List<String>> events() {
    return JournalEvents.any();
  }

  @Provide
  Arbitrary<List<Integer>> pieces() {
    return Arbitraries.integers().between(1, 300).list().ofMinSize(1).ofMaxSize(8);
  }

  @Property(tries = 200)
  void any_events_come_back_from_any_pieces(
      @ForAll("events") List<String> events, @ForAll("pieces") List<Integer> pieces)
      throws CorruptJournalException {
    var bytes = JournalEvents.journal(events);
    var reader = new JournalReader();
    var read = new ArrayList<String>();
    for (int at = 0, i = 0; at < bytes.length; i++) {
      int piece = Math.min(pieces.get(i % pieces.size()), bytes.length - at);
      reader.put(bytes, at, piece);
      at += piece;
      for (var event = reader.next(); event.isPresent(); event = reader.next()) {
        read.add(event.get());
        assertThat(reader.offset())
            .as("where the next record begins")
            .isEqualTo(JournalEvents.journal(read).length);
      }
      assertThat(read)
          .as("what is whole in %d bytes", at)
          .isEqualTo(events.subList(0, JournalEvents.wholeIn(at, events)));
    }
    assertThat(read).isEqualTo(events);
  }

  /** Byte by byte, as SPEC.md has it: somebody else must be able to read it. */
  @Test
  void a_record_is_what_the_specification_says() {
    assertThat(JournalRecord.of("ab"))
        .isEqualTo(HexFormat.of().parseHex("00000002" + "a95c3b30" + "6162" + "e2a22936"));
  }

  @Test
  void an_event_is_a_line() {
    assertThatThrownBy(() -> JournalRecord.of("two\nlines"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JournalRecord.of("x".repeat(Line.MAX_BYTES + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Although its sum fits: nobody must wait for two gigabytes. */
  @Test
  void a_length_that_no_event_has_is_not_believed() {
    for (int length : new int[] {-1, Line.MAX_BYTES + 1, Integer.MAX_VALUE}) {
      var header = ByteBuffer.allocate(8).putInt(length);
      var sum = new CRC32C();
      sum.update(header.array(), 0, 4);
      var reader = new JournalReader();
      reader.put(header.putInt((int) sum.getValue()).array(), 0, 8);
      assertThatThrownBy(reader::next)
          .isInstanceOf(CorruptJournalException.class)
          .hasMessageContaining("offset 0");
    }
  }
}
