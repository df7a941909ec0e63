package fiveways.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a beginner's program does, it ends in a verdict that says where: it may loop, wait for
 * itself, end the JVM, print without end, or use up its memory.
 */
class JudgeTest {
  private static final String FILE = "src/main/java/Answer.java";
  private static final Manifest MANIFEST =
      new Manifest(
          "The answer",
          1,
          1,
          List.of(new Manifest.Graded("TIME-1", 2, "it is returned")),
          List.of(FILE),
          List.of());

  @TempDir Path folder;

  private Verdict judge(Duration limit, String answer) throws Exception {
    write(FILE, answer);
    write(
        "src/test/java/AnswerTest.java",
        """
        import org.junit.jupiter.api.Test;
        class AnswerTest {
          @Test void TIME_1_is_42() throws Exception {
            if (Answer.answer() != 42) throw new AssertionError("not the answer");
          }
        }
        """);
    return new Judge(MANIFEST, List.of("src/test/java"), limit).judge(folder);
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).resolveSibling(""));
    Files.writeString(folder.resolve(file), text);
  }

  private Verdict.NotEnded notEnded(String answer) throws Exception {
    var verdict = judge(Duration.ofSeconds(3), answer);
    assertThat(verdict).isInstanceOf(Verdict.NotEnded.class);
    assertThat(verdict.kept()).isEmpty();
    return (Verdict.NotEnded) verdict;
  }

  @Test
  void what_is_right_earns_its_rule() throws Exception {
    var right = "class Answer {\n  static int answer() {\n    return 42;\n  }\n}\n";
    assertThat(judge(Duration.ofSeconds(15), right).kept()).containsExactly("TIME-1");
  }

  @Test
  void a_failure_names_the_lines_that_it_came_through() throws Exception {
    var wrong =
        """
        class Answer {
          static int answer() {
            return half() * 2;
          }
          static int half() {
            throw new IllegalStateException("not today");
          }
        }
        """;
    assertThat(judge(Duration.ofSeconds(15), wrong))
        .isInstanceOfSatisfying(
            Verdict.Tested.class,
            tested -> {
              var failure = tested.failures().getFirst();
              assertThat(failure.message()).contains("not today");
              assertThat(failure.at())
                  .containsExactly("Answer.java:6, in half", "Answer.java:3, in answer");
            });
  }

  @Test
  void an_endless_loop_ends_with_its_line() throws Exception {
    var not =
        notEnded(
            """
            class Answer {
              static int answer() {
                long i = 0;
                while (i >= 0) {
                  i = i == 7 ? 0 : i + 1;
                }
                return 42;
              }
            }
            """);
    assertThat(not.how()).contains("TIME_1_is_42", "3 s");
    assertThat(not.stuck().threads()).singleElement().asString().contains("Answer.java:");
    assertThat(not.unended()).containsExactly("TIME_1_is_42");
  }

  @Test
  void a_deadlock_ends_with_its_circle() throws Exception {
    var not =
        notEnded(
            """
            import java.util.concurrent.CountDownLatch;
            class Answer {
              private static final Object LEFT = new Object();
              private static final Object RIGHT = new Object();
              static int answer() throws Exception {
                var both = new CountDownLatch(2);
                var a = new Thread(() -> take(LEFT, RIGHT, both), "a");
                var b = new Thread(() -> take(RIGHT, LEFT, both), "b");
                a.start();
                b.start();
                a.join();
                return 42;
              }
              private static void take(Object first, Object second, CountDownLatch both) {
                synchronized (first) {
                  both.countDown();
                  try {
                    both.await();
                  } catch (InterruptedException e) {
                    return;
                  }
                  synchronized (second) {
                    first.notify();
                  }
                }
              }
            }
            """);
    assertThat(not.stuck().cycle())
        .containsExactlyInAnyOrder(
            "\"a\" (Answer.java:23, in take) waits for a lock that \"b\" holds",
            "\"b\" (Answer.java:23, in take) waits for a lock that \"a\" holds");
  }

  @Test
  void a_virtual_thread_that_waits_is_seen_too() throws Exception {
    var not =
        notEnded(
            """
            class Answer {
              static int answer() throws Exception {
                var waits = Thread.ofVirtual().name("light").start(Answer::sleep);
                waits.join();
                return 42;
              }
              private static void sleep() {
                try {
                  Thread.sleep(1_000_000);
                } catch (InterruptedException e) {
                  return;
                }
              }
            }
            """);
    assertThat(not.stuck().threads())
        .anySatisfy(line ->
            assertThat(line).contains("\"light\"", "Answer.java:9, in sleep", "Thread.sleep"));
  }

  @Test
  void a_program_that_ends_itself_is_told_where() throws Exception {
    var not =
        notEnded(
            """
            class Answer {
              static int answer() {
                System.exit(0);
                return 42;
              }
            }
            """);
    assertThat(not.how()).isEqualTo("the program ended itself at Answer.java:3, in answer");
  }

  @Test
  void endless_output_is_cut() throws Exception {
    var not =
        notEnded(
            """
            class Answer {
              static int answer() {
                while (true) {
                  System.out.println("and on, and on");
                }
              }
            }
            """);
    assertThat(not.output()).hasSizeLessThan(70_000).contains("bytes more");
    assertThat(not.stuck().threads())
        .anySatisfy(line -> assertThat(line).contains("Answer.java:4"));
  }

  @Test
  void memory_that_is_used_up_is_named() throws Exception {
    var not =
        notEnded(
            """
            import java.util.ArrayList;
            class Answer {
              static int answer() {
                var all = new ArrayList<byte[]>();
                while (true) {
                  all.add(new byte[1 << 20]);
                }
              }
            }
            """);
    assertThat(not.how()).isEqualTo("the program used up its memory, 128 MB");
  }
}
