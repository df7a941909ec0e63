package fiveways.contract.tck;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Sends each reply so much earlier than the deadline, or later, and knows when it was. */
final class Replies {
  volatile long earlier;
  volatile long sentAfter;

  void sendAfter(PeerConnection client, Duration deadline) throws IOException {
    long due = deadline.toNanos() - earlier;
    for (long left; (left = client.acceptedAt() + due - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
    sentAfter = System.nanoTime() - client.acceptedAt();
    client.send("a reply\n");
  }
}
