package fiveways.contract.api;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;

/** Whom an operation talks to, over TCP. */
public record Peer(InetSocketAddress address) {

  /** Refuses, with an {@link IllegalArgumentException}, a host name that could not be resolved. */
  public Peer {
    requireNonNull(address, "address");
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("unknown host: " + address.getHostString());
    }
  }
}
