package fiveways.channels.engine;

/**
 * What actors run in. To them it makes no difference: they wait at channels and sockets, and that
 * works in either kind.
 */
public enum Threads {
  /** An actor that waits costs an object on the heap. */
  VIRTUAL {
    @Override
    Thread.Builder builder() {
      return Thread.ofVirtual();
    }
  },

  /** An actor that waits costs a thread of the system. */
  PLATFORM {
    @Override
    Thread.Builder builder() {
      return Thread.ofPlatform().daemon();
    }
  };

  /** What a thread does from its first line to its last. */
  @FunctionalInterface
  interface Life {
    void live() throws InterruptedException;
  }

  abstract Thread.Builder builder();

  /**
   * Starts a thread; does not block.
   *
   * @throws OutOfMemoryError if there is no thread left
   */
  Thread start(String name, Life life) {
    return builder()
        .name(name)
        .start(() -> {
          try {
            life.live();
          } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts an actor", e);
          }
        });
  }
}
