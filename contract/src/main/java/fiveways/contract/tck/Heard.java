package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a heartbeat server has said to one client, line by line. A line is a beat, the echo that is
 * due, or a last word; anything else fails at once. So that beats and echoes cannot be mixed up, no
 * test sends a line that starts with {@code BEAT}, {@code BYE} or {@code ERR}.
 */
final class Heard {
  private static final Pattern BEAT = Pattern.compile("(.*)BEAT (\\d{1,18})", Pattern.DOTALL);
  private static final int SHOWN = 60;

  /**
   * One beat.
   *
   * @param at when it was read, by {@link System#nanoTime}
   * @param echoes how many echoes had come before it
   */
  record Beat(long number, long at, int echoes) {}

  /** {@code BYE …} or {@code ERR …}, and when it was read. */
  record LastWord(String text, long at) {}

  private final ByteArrayOutputStream sentLine = new ByteArrayOutputStream();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Deque<String> due = new ArrayDeque<>();
  private final List<Beat> beats = new ArrayList<>();
  private Optional<String> cutLine = Optional.empty();
  private Optional<LastWord> lastWord = Optional.empty();
  private boolean forgiving = true;
  private int expected;
  private int handedOver;

  /** From now on, a beat inside a line fails: elsewhere, that is another test's business. */
  void forgiveNothing() {
    forgiving = false;
  }

  /** What a client sends will be echoed, line by line, without carriage returns at their ends. */
  void expectEchoOf(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        var text = sentLine.toString(ISO_8859_1);
        due.add(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        expected++;
        sentLine.reset();
      } else {
        sentLine.write(b);
      }
    }
  }

  /**
   * What was to be sent and will not be: no echo is due for it. Whether the line that it cuts is
   * echoed is the business of one test, and of no other.
   */
  void neverSent(ByteBuffer rest) {
    while (rest.hasRemaining()) {
      if (rest.get() == '\n') {
        cutLine = Optional.of(due.removeLast());
        expected--;
      }
    }
  }

  void take(ByteBuffer bytes, long now) {
    while (bytes.hasRemaining()) {
      byte b = bytes.get();
      if (b == '\n') {
        var text = line.toString(ISO_8859_1);
        line.reset();
        hear(text, now);
      } else {
        line.write(b);
      }
    }
  }

  private void hear(String text, long now) {
    if (lastWord.isPresent()) {
      throw failure(text, "nothing, after \"%s\"".formatted(lastWord.get().text()));
    }
    var beat = BEAT.matcher(text);
    if (beat.matches() && (beat.group(1).isEmpty() || isForgiven(beat.group(1)))) {
      line.writeBytes(beat.group(1).getBytes(ISO_8859_1));
      beats.add(new Beat(Long.parseLong(beat.group(2)), now, echoes()));
    } else if (text.equals(due.peek())) {
      due.remove();
    } else if (due.isEmpty() && cutLine.filter(line -> line.startsWith(text)).isPresent()) {
      cutLine = Optional.empty();
    } else if (text.startsWith("BYE") || text.startsWith("ERR")) {
      lastWord = Optional.of(new LastWord(text, now));
    } else {
      throw failure(text, due.isEmpty() ? "no line" : "the echo of \"" + shown(due.peek()) + "\"");
    }
  }

  /** Whether a beat may have landed behind this part of a line. */
  private boolean isForgiven(String part) {
    return forgiving && Optional.ofNullable(due.peek()).filter(l -> l.startsWith(part)).isPresent();
  }

  private AssertionError failure(String came, String awaited) {
    var hint = came.contains("BEAT") ? " (a beat landed inside a line)" : "";
    return new AssertionError(
        "the line \"%s\" came%s where due was %s; until then %s"
            .formatted(shown(came), hint, awaited, summary()));
  }

  /** How many whole lines were sent. */
  int expected() {
    return expected;
  }

  /** How many of them came back. */
  int echoes() {
    return expected - due.size();
  }

  /** How many have not come back yet. */
  int awaited() {
    return due.size();
  }

  /** All beats so far. */
  List<Beat> beats() {
    return beats;
  }

  /** The number of the last beat so far, 0 before the first. */
  long lastBeat() {
    return beats.isEmpty() ? 0 : beats.getLast().number();
  }

  /** When the last beat so far was read. */
  long lastBeatAt() {
    return beats.isEmpty() ? Long.MIN_VALUE : beats.getLast().at();
  }

  /** How many beats came after the echo of the last line sent; none while that is awaited. */
  long beatsAfterLastEcho() {
    return beats.stream().filter(beat -> beat.echoes() == expected).count();
  }

  boolean hasNextBeat() {
    return handedOver < beats.size();
  }

  Beat nextBeat() {
    return beats.get(handedOver++);
  }

  Optional<LastWord> lastWord() {
    return lastWord;
  }

  /** In few words, for failures. */
  String summary() {
    var last = beats.isEmpty() ? "" : ", the last was BEAT " + beats.getLast().number();
    var half =
        line.size() == 0 ? "" : ", and half a line: \"" + shown(line.toString(ISO_8859_1)) + "\"";
    var end = lastWord.map(word -> ", and \"" + word.text() + "\"").orElse("");
    return "%d of %d lines were echoed and %d beats came%s%s%s"
        .formatted(echoes(), expected, beats.size(), last, half, end);
  }

  /** As a reader can tell characters apart, cut to a bearable length. */
  static String shown(String text) {
    var shown = new StringBuilder();
    text.chars()
        .limit(SHOWN)
        .forEach(c -> shown.append(c < ' ' || c >= 0x7F ? "\\x%02X".formatted(c) : (char) c + ""));
    return text.length() <= SHOWN ? shown.toString() : shown + "… (" + text.length() + " bytes)";
  }
}
