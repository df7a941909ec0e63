package fiveways.channels;

import com.softwaremill.jox.Channel;
import java.io.IOException;

/** An event that is offered, and where its number is awaited. */
final class Append {

  /** What makes the number. */
  interface Number {
    long get() throws IOException;
  }

  private sealed interface Answer {}

  private record Seq(long seq) implements Answer {}

  private record Refused(IOException why) implements Answer {}

  private final String event;
  private final Channel<Answer> answer = Channel.newBufferedChannel(1);

  Append(String event) {
    this.event = event;
  }

  String event() {
    return event;
  }

  /** Blocks until it has been appended. */
  long answer() throws IOException, InterruptedException {
    return switch (answer.receive()) {
      case Seq(long seq) -> seq;
      case Refused(var why) -> throw new IOException(why.getMessage(), why);
    };
  }

  /** Does not block, but for what it takes to make the number. */
  void answerWith(Number number) {
    try {
      Answer made;
      try {
        made = new Seq(number.get());
      } catch (IOException e) {
        made = new Refused(e);
      }
      answer.send(made);
    } catch (InterruptedException e) {
      throw new IllegalStateException("there was room for the one answer", e);
    }
  }
}
