package fiveways.contract.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is good is kept, what is bad is found. */
class JournalRecoveryTest {
  private static final List<String> EVENTS = List.of("one", "", "three!");

  @Provide
  Arbitrary<List<String>> events() {
    return JournalEvents.any();
  }

  @Provide
  Arbitrary<Double> where() {
    return Arbitraries.doubles().between(0, true, 1, false);
  }

  private static Recovery recovered(byte[] bytes) throws IOException {
    var file = Files.createTempFile("fiveways-recovery", "");
    try {
      Files.write(file, bytes);
      return Recovery.of(file);
    } finally {
      Files.delete(file);
    }
  }

  private static int length(List<String> events) {
    return JournalEvents.journal(events).length;
  }

  private static void assertCutOffAt(int bytes, List<String> events) throws IOException {
    var whole = events.subList(0, JournalEvents.wholeIn(bytes, events));
    assertThat(recovered(Arrays.copyOf(JournalEvents.journal(events), bytes)))
        .as("cut off after %d bytes", bytes)
        .isEqualTo(new Recovery(whole.size(), length(whole), bytes - length(whole)));
  }

  @Test
  void a_journal_may_be_missing_or_empty() throws IOException {
    assertThat(Recovery.of(Path.of("no-such-folder", "no-such-journal")))
        .isEqualTo(new Recovery(0, 0, 0));
    assertThat(recovered(new byte[0])).isEqualTo(new Recovery(0, 0, 0));
  }

  @Test
  void what_cannot_be_read_is_named(@TempDir Path folder) {
    assertThatThrownBy(() -> Recovery.of(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void a_small_journal_may_be_cut_off_anywhere() throws IOException {
    for (int bytes = 0; bytes <= length(EVENTS); bytes++) {
      assertCutOffAt(bytes, EVENTS);
    }
  }

  /** Events that are journals themselves are among them. */
  @Property(tries = 200)
  void any_journal_may_be_cut_off_anywhere(
      @ForAll("events") List<String> events, @ForAll("where") double where) throws IOException {
    assertCutOffAt((int) Math.round(length(events) * where), events);
  }

  @Test
  void each_flipped_bit_of_a_small_journal_is_found() throws IOException {
    for (int bit = 0; bit < length(EVENTS) * Byte.SIZE; bit++) {
      assertFound(EVENTS, bit);
    }
  }

  @Property(tries = 300)
  void a_flipped_bit_of_any_journal_is_found(
      @ForAll("events") List<String> events, @ForAll("where") double where) throws IOException {
    if (!events.isEmpty()) {
      assertFound(events, (int) (length(events) * Byte.SIZE * where));
    }
  }

  /** In the last record it is dropped, unless a record stands in it; in any other it is refused. */
  private static void assertFound(List<String> events, int bit) {
    var bytes = JournalEvents.journal(events);
    bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    var before = events.subList(0, JournalEvents.wholeIn(bit / Byte.SIZE, events));
    boolean inLast = before.size() == events.size() - 1;
    boolean inHeader = bit / Byte.SIZE - length(before) < JournalRecord.HEADER;
    if (inLast && !(inHeader && isRecord(events.getLast()))) {
      assertThat(kept(bytes))
          .as("bit %d", bit)
          .isEqualTo(new Recovery(before.size(), length(before), bytes.length - length(before)));
    } else {
      assertThatThrownBy(() -> recovered(bytes))
          .as("bit %d", bit)
          .isInstanceOf(CorruptJournalException.class)
          .hasMessageContaining("offset " + length(before))
          .extracting(refusal -> ((CorruptJournalException) refusal).offset())
          .isEqualTo((long) length(before));
    }
  }

  private static Recovery kept(byte[] bytes) {
    try {
      return recovered(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRecord(String event) {
    return kept(event.getBytes(ISO_8859_1)).events() > 0;
  }

  /** What a file system may leave of a write that it had not finished. */
  @Test
  void zeros_at_the_end_are_dropped() throws IOException {
    var good = JournalEvents.journal(EVENTS);
    for (int zeros : new int[] {1, 7, 8, 12, 20, 70_000}) {
      assertThat(recovered(Arrays.copyOf(good, good.length + zeros)))
          .isEqualTo(new Recovery(EVENTS.size(), good.length, zeros));
    }
  }

  /** The next record may be far behind a bad one, and begin in one piece and end in the next. */
  @Test
  void a_record_far_behind_a_bad_header_is_found() {
    for (int gap : new int[] {0, 1, 65_523, 65_535, 65_536, 65_537, 200_000}) {
      var good = JournalEvents.journal(Collections.nCopies(3, "good"));
      var behind = JournalRecord.of("behind");
      var bytes = Arrays.copyOf(good, good.length + JournalRecord.HEADER + gap + behind.length);
      System.arraycopy(behind, 0, bytes, bytes.length - behind.length, behind.length);
      assertThatThrownBy(() -> recovered(bytes))
          .as("with %d bytes between", gap)
          .isInstanceOf(CorruptJournalException.class)
          .hasMessageContaining("offset " + good.length);
    }
  }

  /** Reading goes by pieces; a record may lie across the end of one. */
  @Test
  void a_long_journal_is_read_to_its_end() throws IOException {
    var events = Collections.nCopies(1_000, "some hundred bytes ".repeat(5));
    assertThat(recovered(JournalEvents.journal(events)))
        .isEqualTo(new Recovery(1_000, length(events), 0));
  }
}
