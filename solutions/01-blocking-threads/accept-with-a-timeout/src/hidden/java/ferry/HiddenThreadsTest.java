package ferry;

import static ferry.Waiting.BOARDING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, because it looks at every thread there is. */
@Isolated
class HiddenThreadsTest {

  @Test
  void TIME_4_no_thread_is_left() throws Exception {
    var before = new HashSet<>(Thread.getAllStackTraces().keySet());
    try (var ferry = new Ferry();
        var anna = Client.boards(ferry, "Anna");
        var silent = Client.comesTo(ferry, "the silent passenger")) {
      assertThat(Sailing.of(ferry, BOARDING).aboard()).as("aboard").containsExactly("Anna");
      for (var thread : Thread.getAllStackTraces().keySet()) {
        if (!before.contains(thread)) {
          thread.join(Waiting.patience());
          assertThat(thread.isAlive()).as("thread `%s` is left", thread.getName()).isFalse();
        }
      }
    }
  }
}
