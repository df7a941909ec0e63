package fiveways.nonblocking.engine;

import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A listening socket. Whether clients are accepted is a matter of interest: who comes while they
 * are not waits in the kernel's backlog. A failed accept ends nothing, and is not repeated at once.
 */
public final class Listener extends StateMachine<Listener.State> implements Loop.Handler {

  /** Who is given those that have been accepted. */
  @FunctionalInterface
  public interface Host {

    /** If this fails, the guest has gone already. */
    void welcome(SocketChannel guest) throws IOException;
  }

  /** Long enough not to spin while there are no descriptors, short enough for nobody to mind. */
  private static final Duration REST = Duration.ofMillis(50);

  sealed interface State {}

  /** Nobody is wanted. */
  record Idle() implements State {}

  /** Whoever comes is accepted. */
  record Accepting() implements State {}

  /** Accepting has just failed: not again before that time, or before somebody has gone. */
  record Resting(Timer enough) implements State {}

  record Closed() implements State {}

  private final Loop loop;
  private final ServerSocketChannel channel;
  private final InetSocketAddress address;
  private final Host host;
  private Optional<SelectionKey> key = Optional.empty();

  /**
   * Listens from here on, and accepts nobody yet. From any thread; the rest is for the loop.
   *
   * @param buffer of every accepted socket in the kernel
   * @throws BindException naming the address
   */
  public Listener(Loop loop, InetSocketAddress address, OptionalInt buffer, Host host)
      throws IOException {
    super(new Idle());
    this.loop = loop;
    this.host = host;
    Ahead.load(Listener.class, host.getClass()); // for when no accept succeeds
    channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true); // else taken for minutes
      if (buffer.isPresent()) { // inherited, and only if set before bind
        channel.setOption(StandardSocketOptions.SO_RCVBUF, buffer.getAsInt());
      }
      channel.bind(address, ServerSettings.BACKLOG);
      this.address = (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      channel.close();
      throw named(address, e);
    }
  }

  private static BindException named(InetSocketAddress address, IOException cause) {
    var named =
        new BindException(
            "cannot listen on %s:%d: %s"
                .formatted(
                    address.getAddress().getHostAddress(), address.getPort(), cause.getMessage()));
    named.initCause(cause);
    return named;
  }

  public InetSocketAddress address() {
    return address;
  }

  /** Somebody is wanted. */
  public void want() {
    switch (state()) {
      case Idle _, Resting _ -> to(new Accepting());
      case Accepting _, Closed _ -> {}
    }
  }

  /** Nobody is wanted any more. */
  public void enough() {
    switch (state()) {
      case Accepting _, Resting _ -> to(new Idle());
      case Idle _, Closed _ -> {}
    }
  }

  @Override
  public void ready() throws IOException {
    var guest = Optional.ofNullable(channel.accept()); // there may be none after all
    if (guest.isPresent()) {
      welcome(guest.get());
    }
  }

  private void welcome(SocketChannel guest) throws IOException {
    try {
      host.welcome(guest);
    } catch (IOException lost) {
      guest.close(); // that is no failed accept
    }
  }

  /** Out of descriptors, say. To try again at once would fail at once, again and again. */
  @Override
  public void failed(Exception cause) {
    switch (state()) {
      case Accepting _ -> to(new Resting(loop.after(REST, this::rested)));
      case Idle _, Resting _, Closed _ -> {}
    }
  }

  private void rested() {
    switch (state()) {
      case Resting _ -> to(new Accepting());
      case Idle _, Accepting _, Closed _ -> {}
    }
  }

  /** Who has not been accepted is reset. */
  public void close() {
    switch (state()) {
      case Idle _, Accepting _, Resting _ -> to(new Closed());
      case Closed _ -> {}
    }
  }

  @Override
  protected void left(State before) {
    if (before instanceof Resting(var enough)) {
      enough.drop();
    }
  }

  @Override
  protected void entered(State now) {
    switch (now) {
      case Accepting _ -> interestOps(SelectionKey.OP_ACCEPT);
      case Idle _, Resting _ -> interestOps(0);
      case Closed _ -> closeChannel();
    }
  }

  private void interestOps(int ops) {
    try {
      var registered = key.isPresent() ? key.get() : loop.register(channel, this);
      registered.interestOps(ops);
      key = Optional.of(registered);
    } catch (IOException e) {
      throw new IllegalStateException("a listener that cannot be registered", e);
    }
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is gone all the same.
    }
  }
}
