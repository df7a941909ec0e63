package fiveways.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a user gets wrong: one sentence that names it and says what would be right, exit 2. */
class MistakesTest {

  @ParameterizedTest(name = "course {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dmeo                                          | 'dmeo'           | demo
          xyz                                           | 'xyz'            | course help --all
          --colour                                      | '--colour'       | course help --all
          help xyz                                      | 'xyz'            | course help --all
          list modells                                  | 'modells'        | models, scenarios, rules
          demo marge                                     | 'marge'          | echo, timeout, heartbeat
          demo turns                                    | 'turns'          | course test 01 turns
          demo --models 07                              | '07'             | 01 (blocking-threads)
          demo --jsn                                    | '--jsn'          | --json
          test                                          | MODEL is missing | course help test
          test 7                                        | '7'              | 01 (blocking-threads)
          test 01 TIMES-1                                | 'TIMES-1'        | course list rules
          test 01 marge                                  | 'marge'          | echo, timeout, heartbeat
          test 01 turn                                  | 'turn'           | replay, turns
          test 01 TIME-1 --patience soon                | 'soon'           | 3
          serve                                         | MODEL            | course help serve
          serve 06 echo                                 | '06'             | 04 (virtual-threads)
          serve 01 marge                                 | 'marge'          | echo, timeout, heartbeat
          serve 01 turns                                | 'turns'          | course test 01 turns
          serve 01 timeout                              | timeout          | course help call
          serve 01 echo --prot 1                        | '--prot'         | --port
          serve 01 echo --port 70000                    | '70000'          | 65535
          serve 01 echo --port x                        | 'x'              | 65535
          serve 01 echo --port                          | --port           | course help serve
          serve 01 echo --port 1 --port 2               | --port           | twice
          serve 01 echo --host no.such.host.invalid     | 'no.such.host.invalid' | looked up
          serve 01 echo --grace 5                       | '5'              | 500ms
          serve 01 echo --buffer 64KB                   | '64KB'           | 64KiB
          serve 01 echo --buffer 0                      | '0'              | 1 byte
          serve 01 echo --max-connections 0             | '0'              | from 1 on
          serve 01 echo --socket-buffer 10              | '10'             | 1KiB
          serve 01 echo --period 1s                     | --period         | echo
          serve 01 echo --silence 1s                    | --silence        | echo
          serve 01 heartbeat --buffer 1KiB              | --buffer         | heartbeat
          serve 01 heartbeat --period 0s                | '0s'             | longer than zero
          serve 01 heartbeat --periods 1s               | '--periods'      | --period
          serve 01 echo now                             | 'now'            | course help serve
          call 01 timeout                               | --peer           | course help call
          call 01 echo --peer localhost:7               | echo             | course serve 01 echo
          call 01 turns --peer localhost:7              | 'turns'          | course test 01 turns
          call 01 timeout --peer localhost:7 --peer localhost:8 | --peer  | race and progress
          call 01 timeout --peer localhost:7 --hedge 1s | --hedge          | race
          call 01 race --peer localhost:7 --limit 2     | --limit          | progress
          serve 01 race                                 | race             | course help call
          serve 01 merge                                | merge            | course help call
          serve 01 replay                               | --journal        | course help serve
          serve 01 replay --journal /                   | '/'              | name a file
          serve 01 replay --journal j --silence 1s      | --silence        | replay
          serve 01 replay --journal j --waiting 0       | '0'              | from 1 on
          serve 01 replay --journal no/such/folder/j    | no/such/folder/j | --journal
          serve 01 echo --journal j                     | --journal        | echo
          call 01 replay                                | replay           | course serve 01 replay
          call 01 race                                  | --peer           | course help call
          call 01 merge --a localhost:7 --b localhost:8 | --sink           | course help call
          call 01 merge --peer localhost:7              | --peer           | timeout, race, progress
          call 01 merge --source localhost:7            | --source         | dashboard
          call 01 dashboard --source localhost:7        | --viewer         | course help call
          call 01 dashboard --waiting 0                 | '0'              | from 1 on
          call 01 timeout --peer localhost:7 --a localhost:8 | --a         | merge
          call 01 timeout --peer localhost              | 'localhost'      | HOST:PORT
          call 01 timeout --peer localhost:70000        | '70000'          | 65535
          call 01 timeout --peer no.such.host.invalid:7 | 'no.such.host.invalid' | looked up
          call 01 timeout --peer localhost:7 --deadline 0s | '0s'          | longer than zero
          connect                                       | HOST:PORT        | course help connect
          connect localhost                             | 'localhost'      | HOST:PORT
          peer                                          | what the peer is to do | --drip 1B/200ms
          peer --silent --reset                         | one thing        | --silent
          peer --drip 1B                                | '1B'             | 1B/200ms
          peer --drip 1B/0s                             | '1B/0s'          | above zero
          peer --drip 9MiB/1s                           | '9MiB/1s'        | 1MiB
          peer --silent --port 99999                    | '99999'          | 65535
          idle                                          | MODEL            | course help idle
          idle 01 --connections 30000                   | '30000'          | 25000
          racers                                        | MODEL            | course help racers
          racers 07                                     | '07'             | 01 (blocking-threads)
          racers 01 --racers 0                          | '0'              | from 1 on
          racers 01 --racers 30000                      | '30000'          | 25000
          events                                        | MODEL            | course help events
          events 01 --events 0                          | '0'              | from 1 on
          events 01 --events 99999999                   | '99999999'       | 10000000 at most
          events 01 --seed x                            | 'x'              | from 1 on
          limits                                        | MODEL            | course help limits
          limits 01 no_such                             | 'no_such'        | course limits 01 --list
          claims 1000                                   | '1000'           | course claims --list
          claims all                                    | 'all'            | course help claims
          overhead --rounds 1000                        | '1000'           | 100 at most
          bench                                         | what to measure  | timeout-cost
          gallery --rules marge                          | 'marge'          | course list rules
          compare                                       | name one or two models | 01 04 timeout
          compare 01                                    | '01'             | 01 04 timeout
          compare 01 04 01 echo                         | '01 04 01 echo'  | 01 04 timeout
          compare 01 07 echo                            | '07'             | 04 (virtual-threads)
          compare 01 04 marge                            | 'marge'          | echo, timeout, heartbeat
          compare 01 04 turns                           | 'turns'          | course test 01 turns
          compare 01 01 echo                            | '01'             | another one
          compare 01 echo                               | 'echo'           | timeout, heartbeat or replay
          compare 01 99 echo                            | '99'             | name a model that has one
          compare 01 04 echo --width 20                 | '20'             | 60
          compare 01 04 echo --width wide               | 'wide'           | from 1 on
          compare 01 04 echo --wide                     | '--wide'         | --width
          measure marge                                  | 'marge'          | echo, timeout, heartbeat
          measure turns                                 | 'turns'          | course test 01 turns
          measure --models 07                           | '07'             | 01 (blocking-threads)
          measure --models 99                           | '99'             | leave it out
          measure --json --markdown                     | --json           | choose one
          measure --clients 5                           | --clients        | --threads
          measure --threads --clients 0                 | '0'              | from 1 on
          measure --threads --clients 30000             | '30000'          | 25000
          soak --runs many                              | 'many'           | from 1 on
          soak 07                                       | '07'             | 01 (blocking-threads)
          soak --only TIMES-1                            | 'TIMES-1'        | course list rules
          """)
  void a_mistake_is_named_in_a_sentence(String words, String names, String right) {
    var said = Said.course(words.strip().split("\\s+"));
    assertThat(said.exit()).as("exit code").isEqualTo(2);
    assertThat(said.out()).as("standard output").isEmpty();
    assertThat(said.err()).contains(names).contains(right);
    assertOneSentence(said);
  }

  private static void assertOneSentence(Said said) {
    assertThat(said.err().lines()).as(said.err()).hasSize(1);
    assertThat(said.err()).startsWith("course").doesNotContain("Exception");
  }

  @Test
  void a_line_with_a_line_feed_is_no_line() {
    var said =
        Said.course("call", "01", "timeout", "--peer", "localhost:7", "--line", "two\nlines");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("--line").contains("line feed");
    assertOneSentence(said);
  }

  @Test
  void a_line_may_be_too_long() {
    var said =
        Said.course("call", "01", "timeout", "--peer", "localhost:7", "--line", "x".repeat(9000));
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("9000").contains("8192");
    assertOneSentence(said);
  }

  @Test
  void a_taken_port_is_named_by_servers_and_peers() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());
      for (var said :
          new Said[] {
            Said.course("serve", "01", "echo", "--port", port),
            Said.course("serve", "04", "heartbeat", "--port", port),
            Said.course("peer", "--silent", "--port", port)
          }) {
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains(port).contains("--port");
        assertOneSentence(said);
      }
    }
  }
}
