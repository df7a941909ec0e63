package fiveways.nonblocking;

import static fiveways.contract.tck.Patience.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.api.Batching;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Line;
import fiveways.contract.api.Merging;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Resource;
import fiveways.contract.api.Server;
import fiveways.contract.api.Together;
import fiveways.contract.api.Viewer;
import fiveways.contract.tck.Client;
import fiveways.nonblocking.engine.Lifetime;
import fiveways.nonblocking.engine.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Out of descriptors, a JVM whose classes are in folders can load none of them, and it is then that
 * the first failures come. Here the class loader says from when on: so there is no race for the
 * last descriptor, as there is in ECHO-7.
 */
class OutOfDescriptorsTest {

  @Test
  void an_echo_server_needs_no_class_that_it_has_not_loaded() throws Exception {
    assertThat(missedBy(Echoes.class)).as("classes looked for, and not to be had").isEmpty();
  }

  @Test
  void a_heartbeat_server_needs_no_class_that_it_has_not_loaded() throws Exception {
    assertThat(missedBy(Beats.class)).as("classes looked for, and not to be had").isEmpty();
  }

  @Test
  void a_listener_needs_no_class_that_it_has_not_loaded() throws Exception {
    assertThat(missedBy(Rests.class)).as("classes looked for, and not to be had").isEmpty();
  }

  @Test
  void operations_need_no_class_that_is_not_loaded_with_the_model() throws Exception {
    assertThat(missedBy(Operates.class)).as("classes looked for, and not to be had").isEmpty();
  }

  private static List<String> missedBy(Class<? extends Consumer<Runnable>> scene) throws Exception {
    var loader = new Loader();
    var _ = loader.loadClass(scene.getNestHost().getName()); // for a scene's own lambdas
    var play = loader.loadClass(scene.getName()).getDeclaredConstructor().newInstance();
    @SuppressWarnings("unchecked") // it is another class of that name, but so much of it is shared
    var shared = (Consumer<Runnable>) play;
    try {
      shared.accept(loader::exhaust);
    } catch (RuntimeException | AssertionError failed) {
      throw new AssertionError("it fails, without the classes " + loader.missed, failed);
    }
    return loader.missed;
  }

  /** Has a model of its own, and the scene with it; all else is that of the test. */
  private static final class Loader extends ClassLoader {
    final List<String> missed = new CopyOnWriteArrayList<>();
    private volatile boolean exhausted;

    Loader() {
      super(OutOfDescriptorsTest.class.getClassLoader());
    }

    void exhaust() {
      exhausted = true;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("fiveways.nonblocking.") && !name.startsWith("fiveways.contract.api.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        var loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (exhausted) {
        missed.add(name);
        throw new ClassNotFoundException(name + " (too many open files)");
      }
      try (var file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (file == null) {
          throw new ClassNotFoundException(name);
        }
        var bytes = file.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** The first race of a model may be one that there are not enough descriptors for. */
  public static final class Operates implements Consumer<Runnable> {
    private static final Duration HOUR = Duration.ofHours(1);

    @Override
    public void accept(Runnable exhaust) {
      var nowhere = new Peer(new InetSocketAddress("255.255.255.255", 1));
      try (var model = new NonblockingModel();
          var echo = new Echo(EchoSettings.defaults())) { // whatever it is asked, it says the same
        var viewer = new Viewer(nowhere, HOUR, HOUR);
        var peer = new Peer(echo.address());
        exhaust.run();
        var lost = model.ask(nowhere, "hello");
        var held = new Resource<>(model.ask(peer, "open"), _ -> model.ask(peer, "close"), HOUR);
        var used = model.using(held, _ -> model.ask(peer, "use"));
        var streams = model.merge(new Merging(peer, nowhere, peer, HOUR));
        var batches = model.dashboard(new Batching(peer, nowhere, HOUR));
        var race =
            model.firstOf(HOUR, List.of(lost, model.ask(peer, "ERR no"), streams, batches, used));
        var all =
            model.all(
                Together.allAtOnce().watchedBy(viewer),
                List.of(model.firstOf(HOUR, List.of(lost)), model.within(HOUR, race)));
        assertThat(model.run(all)).asString().contains("AllFailedException", "text=use");
      } catch (IOException | TimeoutException | InterruptedException e) {
        throw new AssertionError("it was not to fail", e);
      }
    }
  }

  /** Clients go in every way there is, and the server after them. */
  public static final class Echoes implements Consumer<Runnable> {
    @Override
    public void accept(Runnable exhaust) {
      try (var server = new Echo(EchoSettings.defaults());
          var orderly = Client.of(server.address());
          var rude = Client.of(server.address())) {
        talk(orderly);
        talk(rude);
        exhaust.run();
        rude.reset();
        orderly.endOutput();
        orderly.awaitEnd();
        awaitNobody(server);
        serveOneMore(server);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The same, and one who says too much in a line. */
  public static final class Beats implements Consumer<Runnable> {
    @Override
    public void accept(Runnable exhaust) {
      try (var server = new Heartbeat(HeartbeatSettings.defaults());
          var endless = Client.of(server.address());
          var rude = Client.of(server.address())) {
        talk(endless);
        talk(rude);
        exhaust.run();
        rude.reset();
        endless.send("x".repeat(Line.MAX_BYTES + 1).getBytes(US_ASCII));
        assertThat(endless.readLine()).isEqualTo("ERR line too long");
        endless.endOutput();
        awaitNobody(server);
        serveOneMore(server);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The first accept of all fails. */
  public static final class Rests implements Consumer<Runnable> {
    @Override
    public void accept(Runnable exhaust) {
      var guests = new ArrayBlockingQueue<SocketChannel>(1);
      var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      try (var lifetime = Lifetime.forMany("loop")) {
        var loop = lifetime.loop();
        var listener = new Listener(loop, any, OptionalInt.empty(), guests::add);
        loop.execute(() -> {
          listener.want();
          exhaust.run();
          listener.failed(new IOException("Too many open files"));
        });
        try (var _ = Client.of(listener.address())) {
          eventually("it is accepted after the rest").until(() -> !guests.isEmpty());
          guests.remove().close();
        } finally {
          loop.execute(listener::close);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void talk(Client client) throws IOException {
    client.sendLine("hello");
    assertThat(client.readLine()).isEqualTo("hello");
  }

  private static void awaitNobody(Server server) {
    eventually("all have gone").until(() -> server.connections() == 0);
  }

  private static void serveOneMore(Server server) throws IOException {
    try (var after = Client.of(server.address())) {
      talk(after);
    }
  }
}
