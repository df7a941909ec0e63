package fiveways.contract.tck;

import fiveways.contract.api.EventServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A client that sends events, and knows which number each of them was given. */
final class Producer extends EventClient {
  private static final Pattern OK = Pattern.compile("OK ([1-9][0-9]{0,17})");

  private final List<String> lines = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();
  private final StringBuilder half = new StringBuilder();
  private final StringBuilder planned = new StringBuilder();
  private Optional<String> lastWord = Optional.empty();
  private int named;

  private Producer(String name, InetSocketAddress server, OptionalInt buffer, String firstLine)
      throws IOException {
    super(name, server, buffer);
    announce(firstLine);
    var _ = flush();
  }

  static Producer of(String name, InetSocketAddress server) throws IOException {
    return saying(name, server, EventServer.PRODUCE + "\n");
  }

  /** With socket buffers of so many bytes. */
  static Producer of(String name, InetSocketAddress server, int socketBuffer) throws IOException {
    return new Producer(name, server, OptionalInt.of(socketBuffer), EventServer.PRODUCE + "\n");
  }

  /** One that begins in its own way. */
  static Producer saying(String name, InetSocketAddress server, String first) throws IOException {
    return new Producer(name, server, OptionalInt.empty(), first);
  }

  /** Sends this, a part of a line or several, as soon as there is room for it. */
  void send(String part) {
    half.append(part);
    for (int end; (end = half.indexOf("\n")) >= 0; ) {
      lines.add(withoutReturn(half.substring(0, end)));
      half.delete(0, end + 1);
    }
    announce(part);
    var _ = flush();
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  void sendLine(String line) {
    send(line + "\n");
  }

  /** Sends so many bytes of lines that tell whose they are, and which. */
  void sendSome(int bytes) {
    while (planned.length() < bytes) {
      planned.append(nextLine());
    }
    send(planned.substring(0, bytes));
    planned.delete(0, bytes);
  }

  private String nextLine() {
    named++;
    return "%s, event %d%s\n".formatted(name(), named, ".".repeat(named * 37 % 90));
  }

  /** Sends what is missing of a line that it has begun. */
  void completeTheLine() {
    if (!half.isEmpty()) {
      sendSome(planned.indexOf("\n") + 1);
    }
  }

  /** Waits until every line has its number. */
  void expectAcknowledgements() {
    await("an acknowledgement", this::isAcknowledged);
  }

  /** Sends a line and waits for its number. */
  long produce(String line) {
    sendLine(line);
    expectAcknowledgements();
    return numbers.getLast();
  }

  boolean isAcknowledged() {
    return numbers.size() == lines.size();
  }

  /** The whole lines that were sent, as they are to be kept. */
  List<String> lines() {
    return lines;
  }

  /** The numbers of the first lines. */
  List<Long> numbers() {
    return numbers;
  }

  /** Waits for an {@code ERR}, which has to be that one, and for the end of the output. */
  void expectLastWord(String word) {
    await("\"" + word + "\"", () -> lastWord.isPresent());
    if (!lastWord.get().equals(word)) {
      throw failure("expected was \"%s\"".formatted(word));
    }
    expectEnd();
  }

  @Override
  void heard(String line) {
    var ok = OK.matcher(line);
    if (lastWord.isPresent() || !(line.startsWith("ERR ") || ok.matches())) {
      throw failure("heard \"%s\"".formatted(Heard.shown(line)));
    }
    if (ok.matches()) {
      number(Long.parseLong(ok.group(1)));
    } else {
      lastWord = Optional.of(line);
    }
  }

  private void number(long number) {
    if (numbers.size() == lines.size()) {
      throw failure("OK %d is for a line that was never sent".formatted(number));
    }
    if (!numbers.isEmpty() && number <= numbers.getLast()) {
      throw failure("OK %d came after OK %d".formatted(number, numbers.getLast()));
    }
    numbers.add(number);
  }

  @Override
  String summary() {
    return "%d of %d lines were acknowledged%s"
        .formatted(
            numbers.size(),
            lines.size(),
            lastWord.map(word -> ", and \"" + Heard.shown(word) + "\"").orElse(""));
  }
}
