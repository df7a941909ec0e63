package fiveways.contract.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Scenario 1: a server for many clients. What it does with bytes stands in {@link EchoBytes}, how
 * clients and servers end in {@link EchoEndings}; here are its limits and its refusals.
 *
 * @param <O> the model's own type of operation
 */
public abstract class EchoContract<O> extends EchoEndings<O> {

  /** What the child process of ECHO-7 may have open; its JVM needs some twenty itself. */
  private static final int DESCRIPTORS = 128;

  protected EchoContract(Subject<O> subject) {
    super(subject);
  }

  private static EchoSettings withRoomFor(int connections) {
    return EchoSettings.defaults()
        .withServer(ServerSettings.defaults().withMaxConnections(connections));
  }

  /** Two are served, twenty wait unheard; one by one they are served as room returns. */
  @Test
  @LookAt("whether there is room is asked before accept, and who gives it back, in every ending")
  public void ECHO_7_with_room_for_two_the_others_wait_and_are_served_later() throws IOException {
    try (var server = serve(withRoomFor(2));
        var holders = Crowd.of(2, server.address());
        var waiting = Crowd.of(20, server.address())) {
      for (var holder : holders.all()) {
        holder.expectService("hello");
      }
      for (var client : waiting.all()) {
        client.sendLine("may I");
      }
      assertThat(waiting.listen(Patience.forNothing()))
          .as("waiting clients that were served, or ended, while two others have all the room")
          .isEmpty();
      var served = new ArrayDeque<>(holders.all());
      var unserved = new Crowd(new ArrayList<>(waiting.all()));
      while (!unserved.all().isEmpty()) {
        served.remove().close();
        var next = unserved.firstToHear(Patience.forAnEvent());
        assertThat(next).as("who of the waiting clients is served when room returns").isPresent();
        next.orElseThrow().expectEcho();
        served.add(next.orElseThrow());
        unserved.all().remove(next.orElseThrow());
      }
    }
  }

  /** While one client has all the room, as many as the backlog holds can connect, and wait. */
  @Test
  @LookAt(
      "where clients wait while there is no room: not accepted, in a backlog of BACKLOG, not 50")
  public void ECHO_7_a_thousand_clients_can_wait_to_be_accepted() throws IOException {
    try (var server = serve(withRoomFor(1));
        var holder = EchoClient.of("who has the room", server.address());
        var waiting = new Crowd(new ArrayList<>())) {
      holder.expectService("hello");
      waiting.join(backlog(), server.address());
      for (var client : waiting.all()) {
        client.sendLine("may I");
      }
      holder.leave();
      waiting.eachInTurn(EchoClient::expectEcho);
    } catch (SocketTimeoutException full) {
      throw new AssertionError("not so many clients can wait in the backlog", full);
    }
  }

  /** What is asked for, unless the kernel allows less. */
  private static int backlog() throws IOException {
    var limit = Path.of("/proc/sys/net/core/somaxconn");
    // By lines: such a file can be read only at once, and readString begins with a single byte.
    int kernel = Files.exists(limit) ? Integer.parseInt(Files.readAllLines(limit).getFirst()) : 128;
    return Math.min(ServerSettings.BACKLOG, kernel);
  }

  /**
   * More clients come than the server's process has descriptors, and go again: then accept fails,
   * again and again, and later it would not. Needs a POSIX shell's {@code ulimit}.
   */
  @Test
  @LookAt("what the accept loop does when accept throws: it is not the end of the server")
  public void ECHO_7_out_of_descriptors_the_accept_loop_lives_on() throws IOException {
    var limit = OptionalInt.of(DESCRIPTORS);
    try (var server = subject().echoProcess(EchoSettings.defaults(), limit)) {
      try (var first = EchoClient.of("the first client", server.address())) {
        first.expectService("hello");
      }
      try (var many = Crowd.of(DESCRIPTORS, server.address())) {
        for (var client : many.all()) {
          client.sendLine("hello");
        }
        many.all().getFirst().expectEcho();
        while (many.readOn(Patience.scaled(Duration.ofMillis(200)))) {
          // there are still descriptors
        }
        assertThat(many.all())
            .as("clients without an answer: the process was meant to run out of descriptors")
            .anyMatch(client -> client.returned() == 0);
      }
      try (var after = EchoClient.of("who came when others had gone", server.address())) {
        after.expectService("hello");
      }
      assertThat(server.isAlive()).as("whether the server's process lives").isTrue();
    }
  }

  /** The error says which port; and once that is free, the same settings do. */
  @Test
  @LookAt("the message of the exception that echo(settings) throws: the address belongs into it")
  public void ECHO_8_a_taken_port_is_named() throws IOException {
    var any = ServerSettings.defaults();
    var taken = new ServerSocket();
    try (taken) {
      taken.bind(any.address());
      expectRefusal(taken.getLocalPort());
    }
    var free = new InetSocketAddress(any.address().getAddress(), taken.getLocalPort());
    try (var server = serve(EchoSettings.defaults().withServer(any.withAddress(free)));
        var client = EchoClient.of("the client", server.address())) {
      client.expectService("hello");
      expectRefusal(server.address().getPort());
      client.expectService("still there");
    }
  }

  private void expectRefusal(int port) {
    var any = ServerSettings.defaults();
    var taken = any.withAddress(new InetSocketAddress(any.address().getAddress(), port));
    assertThatThrownBy(() -> serve(EchoSettings.defaults().withServer(taken)).close())
        .as("what starting a server on the taken port %d throws", port)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(String.valueOf(port));
  }

  /** An address that is not this machine's (of a block that is reserved for documentation). */
  @Test
  @LookAt("the message of the exception that echo(settings) throws: the address belongs into it")
  public void ECHO_8_an_address_that_is_not_ours_is_named() {
    var elsewhere = ServerSettings.defaults().withAddress(new InetSocketAddress("192.0.2.1", 4242));
    assertThatThrownBy(() -> serve(EchoSettings.defaults().withServer(elsewhere)).close())
        .as("what starting a server on an address of another machine throws")
        .isInstanceOf(IOException.class)
        .hasMessageContaining("192.0.2.1")
        .hasMessageContaining("4242");
  }

  /** Settings that make no sense are refused before there is a server. */
  @Test
  @LookAt("the settings' own checks")
  public void ECHO_8_a_bad_setting_is_named() {
    var settings = EchoSettings.defaults();
    var server = settings.server();
    expectRefused("buffer", 0, () -> settings.withBuffer(0));
    expectRefused("buffer", -1, () -> settings.withBuffer(-1));
    expectRefused("grace", "PT-0.000000001S", in(() -> server.withGrace(Duration.ofNanos(-1))));
    expectRefused("maxConnections", 0, in(() -> server.withMaxConnections(0)));
    expectRefused("socketBuffer", 0, in(() -> server.withSocketBuffer(0)));
    var host = "no-such-host.invalid";
    var unknown = InetSocketAddress.createUnresolved(host, 7);
    expectRefused(new BadSetting(host, "host", host, in(() -> server.withAddress(unknown))));
  }

  private static Supplier<EchoSettings> in(Supplier<ServerSettings> server) {
    return () -> EchoSettings.defaults().withServer(server.get());
  }

  private void expectRefused(String name, Object value, Supplier<EchoSettings> settings) {
    expectRefused(new BadSetting(name, name, value, settings));
  }

  private void expectRefused(BadSetting bad) {
    assertThatThrownBy(() -> subject().start(bad, model()))
        .as("what a bad %s throws", bad.field())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(bad.name());
  }
}
