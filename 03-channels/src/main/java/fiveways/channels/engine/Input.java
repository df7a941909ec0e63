package fiveways.channels.engine;

import java.util.Arrays;

/** What comes from a client. */
public sealed interface Input {

  /** Inputs of which there is nothing more to say. */
  enum Signal implements Input {
    /** Nothing more will come. */
    END
  }

  /** Some bytes. They are a copy, and belong to whoever has received them. */
  final class Chunk implements Input {
    private final byte[] bytes;

    Chunk(byte[] buffer, int length) {
      bytes = Arrays.copyOf(buffer, length);
    }

    public byte[] bytes() {
      return bytes;
    }
  }
}
