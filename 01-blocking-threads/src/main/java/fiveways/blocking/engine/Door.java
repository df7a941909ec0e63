package fiveways.blocking.engine;

import fiveways.contract.api.ServerSettings;
import fiveways.contract.api.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets clients in, each with a thread of its own, and sees them out again. Three things need care:
 * how many come in, what happens when there is no room for one more, and the end.
 */
public final class Door implements AutoCloseable {

  /** What is done with one client; returns when both have finished. Whatever it throws ends it. */
  @FunctionalInterface
  public interface Service {
    void serve(Client client) throws IOException;
  }

  /** How long the closing server waits between two looks at the clients that are left. */
  private static final long ROUND = TimeUnit.MILLISECONDS.toNanos(10);

  private final String name;
  private final ServerSettings settings;
  private final Service service;
  private final Listener listener;
  private final Semaphore room;
  private final Map<Client, Thread> inside = new ConcurrentHashMap<>();
  private final Queue<Thread> leaving = new ConcurrentLinkedQueue<>();
  private final Thread keeper;

  /**
   * Listens, and lets clients in from here on.
   *
   * @throws IOException naming the address, if it cannot be listened on
   */
  public Door(String name, ServerSettings settings, Service service) throws IOException {
    this.name = name;
    this.settings = settings;
    this.service = service;
    room = new Semaphore(settings.maxConnections());
    listener = new Listener(settings.address(), settings.socketBuffer());
    keeper = Threads.start(name + "-door", this::letIn);
  }

  public InetSocketAddress address() {
    return listener.address();
  }

  /** How many clients are inside. */
  public int connections() {
    return inside.size();
  }

  private void letIn() {
    try {
      while (true) {
        room.acquire(); // before accepting: who finds no room waits in the kernel's backlog
        admit(listener.accept());
      }
    } catch (InterruptedException closedWhileFull) {
      // Only close() interrupts this thread.
    } catch (IOException closed) {
      room.release();
    }
  }

  private void admit(Socket socket) {
    var client = new Client(socket);
    var thread =
        Thread.ofPlatform()
            .daemon()
            .name(name + " " + socket.getRemoteSocketAddress())
            .unstarted(() -> attend(client));
    inside.put(client, thread);
    try {
      thread.start();
    } catch (OutOfMemoryError noThreadLeft) {
      seeOut(client, thread);
      listener.pause();
    }
  }

  private void attend(Client client) {
    try {
      serve(client);
      if (client.outputEnded()) {
        client.discard();
      }
    } catch (IOException lost) {
      // It was reset, or cut off: there is nobody left to tell.
    } finally {
      seeOut(client, Thread.currentThread());
    }
  }

  private void serve(Client client) {
    try {
      client.prepare(settings);
      service.serve(client);
    } catch (IOException ended) {
      // By the client; or by close(), between two looks of which something came after all.
    }
  }

  private void seeOut(Client client, Thread attendant) {
    client.close();
    leaving.removeIf(thread -> !thread.isAlive());
    leaving.add(attendant); // it lives on for a moment, and close() waits for it too
    inside.remove(client);
    room.release();
  }

  /**
   * Refuse, let finish, cut off, wait until all have gone. Blocks for at most the grace period and
   * what it takes to end threads; concurrent calls wait for the same end. An interrupt does not cut
   * it short; it is restored at the end.
   */
  @Override
  public synchronized void close() {
    listener.close();
    keeper.interrupt();
    Threads.join(keeper);
    boolean interrupted = letFinish();
    var late = Map.copyOf(inside);
    late.keySet().forEach(Client::close);
    late.values().forEach(Threads::join);
    leaving.forEach(Threads::join);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all have gone, at most for the grace period; returns whether interrupted. */
  private boolean letFinish() {
    boolean interrupted = false;
    boolean told = false;
    boolean empty = inside.isEmpty();
    long pause = Math.min(ROUND, Settings.nanos(settings.grace()) / 10);
    for (var grace = Deadline.in(settings.grace()); !empty && !grace.passed(); ) {
      inside.keySet().forEach(Client::finishIfIdle);
      told = told || lastAreTold();
      long round = Math.min(pause, grace.remaining());
      try {
        // Whoever goes gives a permit back: all of them to be had means that nobody is left.
        empty = room.tryAcquire(settings.maxConnections(), round, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  /** Tells those who end after others, if it is time; whether it is. */
  private boolean lastAreTold() {
    var clients = inside.keySet();
    boolean time = clients.stream().allMatch(Client::lastOrFinished);
    if (time) {
      clients.forEach(Client::tellTheEnd);
    }
    return time;
  }
}
