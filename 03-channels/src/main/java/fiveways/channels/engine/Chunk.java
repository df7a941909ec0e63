package fiveways.channels.engine;

import java.util.Arrays;

/** Some bytes that have come. They are a copy, and belong to whoever has received them. */
public final class Chunk {
  private final byte[] bytes;

  Chunk(byte[] buffer, int length) {
    bytes = Arrays.copyOf(buffer, length);
  }

  public byte[] bytes() {
    return bytes;
  }
}
