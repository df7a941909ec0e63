package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * The half of Echo's contract that is about bytes, ECHO-1 to ECHO-4. Only ECHO-1 sends bytes of all
 * kinds; the others send lines of ASCII, so that a mistake about content does not hide another.
 *
 * @param <O> the model's own type of operation
 */
public abstract class EchoBytes<O> extends Contract<O> {
  static final int SMALL_BUFFERS = 32 * 1024;
  private static final int LARGE_BUFFERS = 256 * 1024;

  /** More than small buffers and any bound on top of them hold. */
  static final int PLENTY = 4 << 20;

  private static final int OFFERED = 64 << 20;

  private boolean falsified;

  EchoBytes(Subject<O> subject) {
    // Each test closes its servers: what stays, their close() has left.
    super(subject, "ECHO-6", "ECHO-6");
  }

  final Serving serve(EchoSettings settings) throws IOException {
    return Serving.of(model().echo(settings), settings.server());
  }

  static EchoSettings withSmallBuffers() {
    return EchoSettings.defaults()
        .withServer(ServerSettings.defaults().withSocketBuffer(SMALL_BUFFERS));
  }

  /**
   * A server must not look at the bytes. What usually breaks this: a detour by way of text, waiting
   * for a line end, sending the whole buffer instead of what was read into it, a write that took
   * only a part. 60 tries, with bounds from a single byte up.
   */
  @Property(tries = 60)
  @LookAt("which bytes, of those that one read returned, are given to write, and as what")
  public void ECHO_1_every_byte_comes_back(@ForAll("conversations") Conversation conversation)
      throws IOException {
    // Once it is known to be broken, the search for a smaller sample need not be patient.
    var patience = falsified ? Duration.ofMillis(200) : Patience.forAnEvent();
    try (var server = serve(EchoSettings.defaults().withBuffer(conversation.bound()));
        var client = EchoClient.of("the client", server.address()).withPatience(patience)) {
      for (var chunk : conversation.chunks()) {
        client.send(chunk.bytes());
        client.listen(Duration.ofMillis(chunk.pauseMillis()));
      }
      client.expectEcho();
      client.endOutput();
      // To the end, if it comes: that it does is ECHO-3. Whatever else comes is too much.
      client.listen(Duration.ofMillis(20));
    } catch (AssertionError wrong) {
      falsified = true;
      throw wrong;
    }
  }

  /** The same with more than any buffer on the way holds, both directions busy at once. */
  @Test
  @LookAt("what a write that took only a part leaves to be written, and who writes it")
  public void ECHO_1_sixteen_MiB_come_back_while_more_is_sent() throws IOException {
    try (var server = serve(EchoSettings.defaults());
        var client = EchoClient.of("the client", server.address())) {
      for (int i = 0; i < 16; i++) {
        client.send(new Text("bulk"), 1 << 20);
      }
      client.expectEcho();
    }
  }

  /**
   * What one client says.
   *
   * @param bound the server's bound of bytes held
   */
  public record Conversation(int bound, List<Chunk> chunks) {}

  /** Bytes that are sent at once, one char per byte, and how long the client is silent then. */
  public record Chunk(String text, int pauseMillis) {
    byte[] bytes() {
      return text.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
      int shown = Math.min(text.length(), 24);
      return '"'
          + Outstanding.quoted(bytes(), 0, shown)
          + (shown < text.length() ? "… (%,d bytes)\"".formatted(text.length()) : "\"")
          + (pauseMillis > 0 ? " and a pause of %d ms".formatted(pauseMillis) : "");
    }
  }

  @Provide
  Arbitrary<Conversation> conversations() {
    return Arbitraries.of(64 * 1024, 1, 2, 100, 8192, 1 << 20).flatMap(this::conversations);
  }

  private Arbitrary<Conversation> conversations(int bound) {
    var words = Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(40);
    var sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 5000),
            Arbitraries.of(bound, bound + 1, Math.max(1, bound - 1), 3 * bound)
                .map(size -> Math.min(size, 200_000)));
    var floods = Combinators.combine(sizes, Arbitraries.bytes()).as(EchoBytes::flood);
    var pauses = Arbitraries.of(0, 0, 0, 1, 5);
    return Combinators.combine(Arbitraries.oneOf(words, floods), pauses)
        .as((bytes, pause) -> new Chunk(new String(bytes, ISO_8859_1), pause))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(chunks -> new Conversation(bound, chunks));
  }

  private static byte[] flood(int size, byte step) {
    var bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * step + i / 256);
    }
    return bytes;
  }

  /**
   * All clients are connected at once, and each of them gets its own bytes, round after round. A
   * failure usually means: one client is served after the other, or there are fewer threads than
   * clients. Needs some 2,100 descriptors, for both sides are in this process.
   */
  @Test
  @LookAt("what serves client N + 1 while N clients are connected and say nothing")
  public void ECHO_2_each_of_1_and_10_and_1000_clients_gets_its_own_bytes() throws IOException {
    for (int n : List.of(1, 10, 1000)) {
      try (var server = serve(EchoSettings.defaults());
          var clients = new Crowd(new ArrayList<>())) {
        while (clients.all().size() < n) {
          // Not too many at once: how many may wait to be accepted is another question.
          clients.join(Math.min(n, 40), server.address());
          clients.all().getLast().expectService("hello");
        }
        for (int round = 0; round < 2; round++) {
          for (var client : clients.all()) {
            client.sendLine(client.name() + " says " + round);
          }
          for (var client : clients.all()) {
            client.expectEcho();
          }
        }
      }
    }
  }

  /** Ten clients send bulks at the same time; what is shared between connections mixes them. */
  @Test
  @LookAt("what connections share: a buffer, a field, a position")
  public void ECHO_2_bulks_of_ten_clients_do_not_mix() throws IOException {
    try (var server = serve(EchoSettings.defaults());
        var clients = Crowd.of(10, server.address())) {
      for (int round = 0; round < 40; round++) {
        for (var client : clients.all()) {
          var _ = client.offer(new Text(client.name()), 32 * 1024);
        }
        for (var client : clients.all()) {
          var _ = client.heardSomething();
        }
      }
      for (var client : clients.all()) {
        client.expectEcho();
      }
    }
  }

  /**
   * Five clients send without reading until nobody takes any more. Whatever the server does about
   * them, others are served: a write that blocks may hold up its own connection only.
   */
  @Test
  @LookAt("what a thread holds, or who waits for it, while its write blocks")
  public void ECHO_2_clients_that_do_not_read_delay_nobody() throws IOException {
    try (var server = serve(withSmallBuffers());
        var before = EchoClient.of("who came before", server.address());
        var stalled = Crowd.of(5, server.address(), SMALL_BUFFERS)) {
      before.expectService("before");
      for (var client : stalled.all()) {
        var _ = client.push(new Text(client.name()), PLENTY);
      }
      before.expectService("meanwhile");
      try (var after = EchoClient.of("who came after", server.address())) {
        after.expectService("after");
      }
      for (var client : stalled.all()) {
        client.expectEcho();
      }
    }
  }

  /** Clients that say nothing, or only the beginning of something, hold up nobody. */
  @Test
  @LookAt("what else could happen in the thread that waits for this client's bytes")
  public void ECHO_2_clients_that_do_not_send_delay_nobody() throws IOException {
    try (var server = serve(EchoSettings.defaults());
        var silent = Crowd.of(20, server.address())) {
      for (var client : silent.all().subList(0, 10)) {
        client.send(new byte[] {'?'});
      }
      try (var other = EchoClient.of("who talks", server.address())) {
        other.expectService("one");
        other.expectService("two");
      }
      for (var client : silent.all()) {
        client.expectService("!");
      }
    }
  }

  /** A client that ends its output still gets what it is owed, and then the server's end. */
  @Test
  @LookAt("what happens when read returns end of stream: shutdownOutput, after what is still owed")
  public void ECHO_3_after_half_close_comes_the_rest_and_then_the_end() throws IOException {
    try (var server = serve(EchoSettings.defaults())) {
      for (int bytes : List.of(0, 32, 320_000)) {
        try (var client = EchoClient.of("a client that sent " + bytes, server.address())) {
          client.send(new Text("half"), bytes);
          client.endOutput();
          client.expectEchoAndEnd();
        }
      }
    }
  }

  /**
   * The client fills every buffer on the way, several MiB where the kernel is generous, ends its
   * output, and only then begins to read.
   */
  @Test
  @LookAt("whether the end of the input cuts off output that is still on its way")
  public void ECHO_3_a_client_may_read_only_after_its_half_close() throws IOException {
    try (var server = serve(EchoSettings.defaults());
        var client = EchoClient.of("the client", server.address())) {
      var _ = client.push(new Text("unread"), 16 << 20);
      client.endOutput();
      client.expectEchoAndEnd();
    }
  }

  /**
   * A client that does not read is slowed down by TCP itself, if only the server stops reading from
   * it. How much the kernel holds is measured with a pair of sockets like theirs that never read. 6
   * tries.
   */
  @Property(tries = 6, generation = GenerationMode.EXHAUSTIVE)
  @LookAt("what the server holds of one client: a queue, a growing buffer, two buffers for one")
  public void ECHO_4_a_client_that_does_not_read_is_held_back(
      @ForAll("bounds") int bound, @ForAll("socketBuffers") int socketBuffer) throws IOException {
    var kernel = KernelBuffers.absorb(socketBuffer);
    long most = (bound + kernel) * 11 / 10;
    var settings =
        EchoSettings.defaults()
            .withBuffer(bound)
            .withServer(ServerSettings.defaults().withSocketBuffer(socketBuffer));
    try (var server = serve(settings);
        var client = EchoClient.of("the client", server.address(), socketBuffer)) {
      // All of OFFERED is offered; that one byte more than allowed is taken is enough to know.
      long pushed = client.push(new Text("unread"), Math.min(OFFERED, most + 1));
      assertThat(pushed)
          .as(
              "bytes taken from a client that does not read, counted up to the first too many;"
                  + " the server may hold %,d, the kernel holds %,d, and a tenth more is allowed",
              bound, kernel)
          .isLessThanOrEqualTo(most);
      client.expectEcho();
    }
  }

  @Provide
  Arbitrary<Integer> bounds() {
    return Arbitraries.of(64 * 1024, 8 * 1024, 256 * 1024);
  }

  @Provide
  Arbitrary<Integer> socketBuffers() {
    return Arbitraries.of(SMALL_BUFFERS, 64 * 1024);
  }

  /**
   * What was held back is not lost: it all comes back, 64 MiB, once the client reads. (The buffers
   * are larger than a segment of the loopback interface, 64 KiB: with smaller ones Linux may get
   * into a state in which it goes on only as its timer for closed windows fires, every 200 ms.)
   */
  @Test
  @LookAt("who goes on with a write that was held back")
  public void ECHO_4_all_of_64_MiB_comes_back_once_the_client_reads() throws IOException {
    var settings = ServerSettings.defaults().withSocketBuffer(LARGE_BUFFERS);
    try (var server = serve(EchoSettings.defaults().withServer(settings));
        var client = EchoClient.of("the client", server.address(), LARGE_BUFFERS)) {
      var text = new Text("late");
      var _ = client.push(text, OFFERED);
      while (client.sent() < OFFERED) {
        client.send(text, Math.min(1 << 20, Math.toIntExact(OFFERED - client.sent())));
      }
      client.expectEcho();
    }
  }
}
