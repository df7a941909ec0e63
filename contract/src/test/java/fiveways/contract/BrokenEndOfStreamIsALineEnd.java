package fiveways.contract;

import java.io.IOException;

/**
 * Takes the end of the stream for the end of a line.
 *
 * <p>{@code BufferedReader.readLine()} does: half a line, cut off when the peer died, looks like a
 * whole one. Whoever parses "transfer 1000" out of "transfer 100000" will remember.
 */
@Breaks(value = "TIME-5", perhaps = "RACE-7", seen = "expected a java.io.EOFException")
public final class BrokenEndOfStreamIsALineEnd extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected String atEnd(byte[] line) throws IOException {
        return line.length == 0 ? super.atEnd(line) : text(line);
      }
    };
  }
}
