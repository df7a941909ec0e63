package fiveways.contract.remote;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.ReferenceSubject;
import fiveways.contract.tck.Patience;
import fiveways.contract.tck.ScriptedPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The host, line by line, as SPEC.md has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("NullAway.Init") // JUnit calls begin() first
class HostTest {
  private Process process;
  private BufferedReader out;
  private int ids = 1000;

  @BeforeAll
  void begin() throws IOException {
    process =
        new ProcessBuilder(Children.hosting(PrintingSubject.class))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    out = process.inputReader(US_ASCII);
    assertThat(out.readLine())
        .isEqualTo(
            "{\"protocol\":1,\"name\":\"reference\","
                + "\"scenarios\":[\"echo\",\"timeout\",\"heartbeat\",\"race\",\"progress\",\"merge\",\"dashboard\",\"replay\"],\"opaque\":true}");
    assertThat(answer("{\"id\":1,\"do\":\"open\"}")).isEqualTo("{\"id\":1,\"ok\":true}");
  }

  /** The end of its input is its end. */
  @AfterAll
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    boolean ended = process.waitFor(Patience.forAnEvent().toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("whether it ended when its input did").isTrue();
  }

  private void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(US_ASCII));
    process.getOutputStream().flush();
  }

  private String answer(String line) throws IOException {
    say(line);
    return String.valueOf(out.readLine());
  }

  private int made(String rest) throws IOException {
    int id = ids++;
    assertThat(answer("{\"id\":" + id + ",\"do\":" + rest + "}"))
        .isEqualTo("{\"id\":" + id + ",\"ok\":true}");
    return id;
  }

  @Test
  void what_it_does_not_understand_is_answered_and_it_goes_on() throws IOException {
    var line = "{\"id\":null,\"error\":\"bad-argument\",\"message\":\"";
    assertThat(answer("open, please")).startsWith(line + "a line that is no JSON object");
    assertThat(answer("[1]")).startsWith(line + "a line that is no JSON object");
    assertThat(answer("{\"id\":2} {}")).startsWith(line + "a line that is no JSON object");
    assertThat(answer("x".repeat(5 << 20))).startsWith(line + "a line of more than 1048576 bytes");
    assertThat(answer("{\"do\":\"open\"}")).startsWith(line + "id is missing");
    assertThat(answer("{\"id\":2,\"do\":\"dance\"}"))
        .isEqualTo("{\"id\":2,\"error\":\"bad-argument\",\"message\":\"do is unknown: dance\"}");
    assertThat(answer("{\"id\":3,\"do\":\"echo\",\"buffer\":\"big\"}"))
        .contains("bad-argument", "buffer is not a whole number");
    assertThat(answer("{\"id\":4,\"do\":\"run\",\"operation\":99}"))
        .contains("bad-argument", "operation names nothing that can do this: 99");
    assertThat(answer("{\"id\":5,\"do\":\"cancel\",\"of\":99}"))
        .isEqualTo("{\"id\":5,\"ok\":true}");
  }

  /** Many under way at once, answered in any order, some of them cancelled. */
  @Test
  void answers_carry_the_id_of_their_command() throws IOException {
    try (var silent = ScriptedPeer.silent();
        var quick = ScriptedPeer.replying("here")) {
      int waits = made(ask(silent));
      int returns = made(ask(quick));
      Set<String> expected = new HashSet<>();
      for (int i = 0; i < 40; i++) {
        int id = ids++;
        say("{\"id\":" + id + ",\"do\":\"run\",\"operation\":" + (i < 20 ? waits : returns) + "}");
        expected.add(i < 20 ? id + " cancelled" : id + " here");
        if (i < 20) {
          int cancel = ids++;
          say("{\"id\":" + cancel + ",\"do\":\"cancel\",\"of\":" + id + "}");
          expected.add(cancel + " true");
        }
      }
      Set<String> seen = new HashSet<>();
      while (seen.size() < expected.size()) {
        var line = String.valueOf(out.readLine());
        seen.add(line.replaceFirst("\\{\"id\":(\\d+),\"(?:ok|error)\":\"?(\\w+).*", "$1 $2"));
      }
      assertThat(seen).isEqualTo(expected);
    }
  }

  private static String ask(ScriptedPeer peer) {
    var address = peer.peer().address();
    return "\"ask\",\"host\":\"%s\",\"port\":%d,\"line\":\"hello\""
        .formatted(address.getAddress().getHostAddress(), address.getPort());
  }

  @Test
  void an_id_that_is_under_way_is_refused() throws IOException {
    try (var silent = ScriptedPeer.silent()) {
      int waits = made(ask(silent));
      say("{\"id\":7,\"do\":\"run\",\"operation\":" + waits + "}");
      assertThat(answer("{\"id\":7,\"do\":\"run\",\"operation\":" + waits + "}"))
          .contains("\"id\":7", "bad-argument", "under way");
      say("{\"id\":8,\"do\":\"cancel\",\"of\":7}");
      var first = out.readLine();
      assertThat(Set.of(first, out.readLine()))
          .anyMatch(line -> line.startsWith("{\"id\":7,\"error\":\"cancelled\""))
          .contains("{\"id\":8,\"ok\":true}");
    }
  }

  /** Who is killed says nothing any more to those that it had started. */
  @Test
  void children_do_not_outlive_their_parent() throws Exception {
    var parent =
        new ProcessBuilder(Children.java(Parent.class))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      var child = ProcessHandle.of(Long.parseLong(parent.inputReader().readLine())).orElseThrow();
      assertThat(child.isAlive()).isTrue();
      parent.destroyForcibly();
      child.onExit().get(Patience.forAnEvent().toSeconds(), TimeUnit.SECONDS);
    } finally {
      parent.destroyForcibly();
    }
  }

  /** Starts a child that has a model open, says its number, and waits to be killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws IOException {
      var program = RemoteProgram.start(Children.hosting(ReferenceSubject.class));
      program.ask(RemoteProgram.command("open"));
      System.out.println(program.process().pid());
      while (System.in.read() >= 0) {
        // until it is killed
      }
    }
  }
}
