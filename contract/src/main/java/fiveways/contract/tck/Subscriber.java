package fiveways.contract.tck;

import fiveways.contract.api.EventServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A client that gets all events, and fails at the first one that is not the next. */
final class Subscriber extends EventClient {
  private static final Pattern EVENT =
      Pattern.compile("EVENT ([1-9][0-9]{0,17}) (.*)", Pattern.DOTALL);

  private final List<String> events = new ArrayList<>();

  private Subscriber(String name, InetSocketAddress server, OptionalInt buffer) throws IOException {
    super(name, server, buffer);
    announce(EventServer.SUBSCRIBE + "\n");
    var _ = flush();
  }

  static Subscriber of(String name, InetSocketAddress server) throws IOException {
    return new Subscriber(name, server, OptionalInt.empty());
  }

  /** With socket buffers of so many bytes. */
  static Subscriber of(String name, InetSocketAddress server, int socketBuffer) throws IOException {
    return new Subscriber(name, server, OptionalInt.of(socketBuffer));
  }

  /** What has come, in order: the first is event 1. */
  List<String> events() {
    return events;
  }

  /** Waits, reading, until there are so many. */
  void expect(int number) {
    await("event " + number, () -> events.size() >= number);
  }

  /** Waits, reading, until there are as many as expected; these they have to be. */
  void expect(List<String> expected) {
    expect(expected.size());
    assertBegins(expected);
    if (events.size() > expected.size()) {
      throw failure("expected were no more than %d events".formatted(expected.size()));
    }
  }

  /** Waits, reading, until there are so many, each of which has to be in the file when it comes. */
  void expect(long number, JournalFile journal) {
    await(
        "event " + number,
        () -> {
          int got = events.size();
          int kept = journal.size() == 0 ? 0 : journal.events().size();
          if (got > kept) {
            throw failure("got event %d when %d were in the file".formatted(got, kept));
          }
          return got >= number;
        });
  }

  /** What has come so far has to be the beginning of that, but for more that has come since. */
  void assertBegins(List<String> expected) {
    for (int i = 0; i < Math.min(events.size(), expected.size()); i++) {
      if (!events.get(i).equals(expected.get(i))) {
        throw failure(
            "event %d should be \"%s\" and is \"%s\""
                .formatted(i + 1, Heard.shown(expected.get(i)), Heard.shown(events.get(i))));
      }
    }
  }

  @Override
  void heard(String line) {
    var event = EVENT.matcher(line);
    if (!event.matches()) {
      throw failure("heard \"%s\"".formatted(Heard.shown(line)));
    }
    long number = Long.parseLong(event.group(1));
    if (number != events.size() + 1) {
      throw failure(
          "EVENT %d came where EVENT %d was awaited: %s"
              .formatted(
                  number,
                  events.size() + 1,
                  number > events.size() + 1 ? "a gap" : "it came before"));
    }
    events.add(event.group(2));
  }

  @Override
  String summary() {
    return "%d events came".formatted(events.size());
  }
}
