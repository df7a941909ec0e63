package fiveways.contract;

import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

/** A merge with a queue of lines, and a thread that sends them. */
class QueuedMerge extends ReferenceMerge.Run {
  private static final Queued END = new Queued(' ', "");

  /** A line that waits. */
  record Queued(char source, String line) {}

  private final BlockingQueue<Queued> queue;
  private final CountDownLatch sent = new CountDownLatch(1);

  QueuedMerge(Merging merging, BlockingQueue<Queued> queue) {
    super(merging);
    this.queue = queue;
  }

  @Override
  protected void begin() {
    super.begin();
    start(this::send, false);
  }

  private void send() throws Exception {
    try {
      for (var next = queue.take(); !next.equals(END); next = queue.take()) {
        super.forward(next.source(), next.line());
      }
    } finally {
      sent.countDown();
    }
  }

  @Override
  protected void forward(char source, String line) throws IOException {
    try {
      put(queue, new Queued(source, line));
    } catch (InterruptedException over) {
      throw new IOException(over);
    }
  }

  /** A seam: what becomes of a line if there is no room. */
  protected void put(BlockingQueue<Queued> queue, Queued line) throws InterruptedException {
    queue.put(line);
  }

  /** A seam: whether what waits is sent before the end. */
  protected void awaitSent() throws InterruptedException {
    queue.put(END);
    sent.await();
  }

  @Override
  protected Line end() throws IOException, InterruptedException {
    awaitSent();
    return super.end();
  }
}
