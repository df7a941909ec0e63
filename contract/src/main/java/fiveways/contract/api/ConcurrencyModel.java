package fiveways.contract.api;

import fiveways.contract.journal.CorruptJournalException;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * One way to wait, whole: its operations and its servers. A model may hold threads and timers of
 * its own until it is closed. Its members may be called from any thread; unless they say so, they
 * do not wait for a peer.
 *
 * @param <O> the model's own type of operation
 */
public interface ConcurrencyModel<O> extends Operations<O>, AutoCloseable {

  /**
   * Scenario 1: starts a server that sends every byte back. It serves when this returns.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  Server echo(EchoSettings settings) throws IOException;

  /**
   * Scenario 3: starts a line server that beats while it waits. It serves when this returns.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  Server heartbeat(HeartbeatSettings settings) throws IOException;

  /**
   * Scenario 8: starts a server that keeps events in a journal, and sends each subscriber all of
   * them. It serves when this returns. Reads the whole journal first, and writes to it if its end
   * has to be dropped.
   *
   * @throws CorruptJournalException naming the offset, if the journal is broken before its end
   * @throws IOException naming the address or the file, if it cannot be listened on, read or
   *     written
   */
  EventServer replay(ReplaySettings settings) throws IOException;

  /**
   * Listens for clients that are accepted one by one, each by an operation.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  Acceptor<O> acceptor(InetSocketAddress address) throws IOException;

  /**
   * Opens a connection that outlives the operations on it. Blocks until connected.
   *
   * @throws IOException if the peer cannot be reached
   * @throws InterruptedException if the caller was interrupted; nothing stays behind
   */
  LineConnection<O> connect(Peer peer) throws IOException, InterruptedException;

  /**
   * Ends what still runs, waits for it, and gives back every thread, timer and descriptor. Nothing
   * new is begun from the call on, and described from its end on (for what is being released may
   * have to be): either is refused with {@link IllegalStateException}. Closing twice is closing
   * once. An interrupt does not cut it short; it is restored at the end.
   */
  @Override
  void close();
}
