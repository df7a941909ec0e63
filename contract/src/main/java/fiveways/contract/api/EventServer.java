package fiveways.contract.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A server of events that are kept in a journal. */
public interface EventServer extends Server {

  /** The first line of a client that sends events. */
  String PRODUCE = "PRODUCE";

  /** The first line of a client that wants all of them. */
  String SUBSCRIBE = "SUBSCRIBE";

  /**
   * How many bytes at the end of the journal were no whole record, and were dropped when this
   * server started: what a kill in the middle of a write leaves. 0 if there were none.
   */
  long dropped();

  /** What a producer is told of an event that has been appended: its number, from 1 on. */
  static Line ok(long seq) {
    return new Line("OK " + seq);
  }

  /**
   * The bytes that a subscriber is sent for an event, its line feed included. Not a {@link Line}:
   * it may be longer than one.
   */
  static byte[] event(long seq, String line) {
    return ("EVENT " + seq + " " + line + "\n").getBytes(ISO_8859_1);
  }
}
