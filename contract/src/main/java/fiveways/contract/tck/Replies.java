package fiveways.contract.tck;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Replies at a moment that can be told before, and knows of each reply when it was sent. */
final class Replies {
  private final Map<PeerConnection, Duration> sent = new ConcurrentHashMap<>();
  private volatile Duration moment = Duration.ZERO;

  /** From now on so long after the client was accepted; at once, if that is negative. */
  void sendAfter(Duration age) {
    moment = age;
  }

  /** The script. */
  void play(PeerConnection client) throws IOException {
    long due = client.acceptedAt() + moment.toNanos();
    for (long left; (left = due - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
    sent.put(client, Duration.ofNanos(System.nanoTime() - client.acceptedAt()));
    client.send("a reply\n");
  }

  /** How long after the client was accepted its reply was sent: no later than it was received. */
  Duration sentTo(PeerConnection client) {
    return sent.getOrDefault(client, Duration.ZERO);
  }
}
