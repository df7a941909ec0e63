package fiveways.contract;

/**
 * Reads a line however long it is.
 *
 * <p>{@code BufferedReader.readLine()} does, into memory that a peer without line feeds can fill at
 * will.
 */
@Breaks(value = "TIME-5", seen = "8,193 bytes")
public final class BrokenLineUnbounded extends ReferenceSubject {
  @Override
  protected ReferenceOperations operations() {
    return new ReferenceOperations() {
      @Override
      protected int longest() {
        return Integer.MAX_VALUE;
      }
    };
  }
}
