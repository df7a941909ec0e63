package fiveways.blocking;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveways.blocking.engine.CancelScope;
import fiveways.contract.api.EchoSettings;
import fiveways.contract.api.EventServer;
import fiveways.contract.api.Line;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Reply;
import fiveways.contract.api.ServerSettings;
import fiveways.contract.journal.JournalRecord;
import fiveways.contract.tck.Client;
import fiveways.contract.tck.Patience;
import fiveways.contract.tck.ScriptedPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this model does better than others. */
class StrengthsTest {
  private static final Duration SOON = Duration.ofMillis(20);

  /** What wakes a call is that its socket is closed, so everything else in it works as before. */
  @Test
  void a_cancelled_call_can_clean_up_over_the_network() throws Exception {
    var cleanUp = new ArrayList<Reply>();
    try (var model = new BlockingModel();
        var silent = ScriptedPeer.silent();
        var helpful = ScriptedPeer.replying("CLOSED")) {
      Call work = model.ask(silent.peer(), "USE 1");
      Call clean = model.ask(helpful.peer(), "CLOSE 1");
      Call both =
          scope -> {
            try {
              return work.in(scope);
            } finally {
              cleanUp.add(clean.in(new CancelScope())); // not in the cancelled one, and that is all
            }
          };
      assertThatThrownBy(() -> model.run(model.within(SOON, both)))
          .isInstanceOf(TimeoutException.class);
      assertThat(cleanUp).containsExactly(new Line("CLOSED"));
      assertThat(helpful.connection(0).received()).isEqualTo("CLOSE 1\n");
    }
  }

  /** Where a client's thread stands is where its conversation stands. */
  @Test
  void a_thread_dump_shows_where_each_client_stands() throws Exception {
    try (var model = new BlockingModel();
        var server = model.echo(EchoSettings.defaults());
        var idle = Client.of(server.address())) {
      idle.sendLine("hello");
      assertThat(idle.readLine()).isEqualTo("hello");
      Patience.eventually("its thread waits in the read of Echo.serve")
          .until(() -> stackOf("echo /").containsAll(List.of("read", "serve")));
    }
  }

  /** Who is held back, and for whom: both stand where the code says so. */
  @Test
  void a_thread_dump_shows_who_is_held_back_and_by_whom(@TempDir Path folder) throws Exception {
    var journal = folder.resolve("journal");
    var event = "history ".repeat(1_000);
    for (int i = 0; i < 512; i++) { // far more than the sockets take
      Files.write(journal, JournalRecord.of(event), CREATE, APPEND);
    }
    var buffers = ServerSettings.defaults().withSocketBuffer(4096);
    try (var model = new BlockingModel();
        var server = model.replay(ReplaySettings.defaults(journal).withServer(buffers));
        var stalled = Client.of(server.address(), 4096);
        var producer = Client.of(server.address())) {
      stalled.sendLine(EventServer.SUBSCRIBE);
      assertThat(stalled.readLine()).isEqualTo("EVENT 1 " + event);
      producer.sendLine(EventServer.PRODUCE);
      producer.sendLine("one more");
      Patience.eventually("the producer's thread waits in append, in the monitor")
          .until(() -> stackOf("replay /").containsAll(List.of("wait", "append", "produce")));
      assertThat(stackOf("replay-events")).contains("write", "sendHistory", "replayTo");
      stalled.reset();
      assertThat(producer.readLine()).isEqualTo(EventServer.ok(513).text());
    }
  }

  private static List<String> stackOf(String thread) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().startsWith(thread))
        .flatMap(entry -> Arrays.stream(entry.getValue()))
        .map(StackTraceElement::getMethodName)
        .toList();
  }
}
