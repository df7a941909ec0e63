package fiveways.checks;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParityTest {
  private static final String BLOCKING =
      """
      public final class Timeout {
        Timeout(String engine) {}
        // tag::plain[]
        public Call plain(Peer peer, String line) { return null; }
        // end::plain[]
        public Call within(Duration deadline, Call call) { return null; }
        private void mine() {}
      }
      """;
  private static final String VIRTUAL =
      """
      public final class Timeout {
        // tag::plain[]
        public Callable<Reply> plain(Peer who, String what) { return null; }
        // end::plain[]
        public Callable<Reply> within(Duration deadline, Callable<Reply> operation) { return null; }
      }
      """;
  private static final Map<Leaf, String> OPERATIONS =
      Map.of(
          Leaf.BLOCKING, "Call",
          Leaf.NONBLOCKING, "Operation",
          Leaf.CHANNELS, "Behaviour",
          Leaf.VIRTUAL, "Callable<Reply>",
          Leaf.COMBINATORS, "Mono<Reply>");
  private static final String THERE = Leaf.VIRTUAL.sources() + "/Timeout.java";

  private final Parity rule = new Parity();
  @TempDir Path folder;

  private Example siblings(String blocking, String virtual) {
    return Example.in(folder)
        .java(Leaf.BLOCKING, "BlockingModel", "class M implements ConcurrencyModel<Call> {}")
        .java(
            Leaf.VIRTUAL, "VirtualModel", "class M implements ConcurrencyModel<Callable<Reply>> {}")
        .java(Leaf.BLOCKING, "Timeout", blocking)
        .java(Leaf.VIRTUAL, "Timeout", virtual);
  }

  @Test
  void the_models_own_type_and_all_that_is_private_may_differ() {
    siblings(BLOCKING, VIRTUAL).isFine(rule);
  }

  /** Each has another type of operation, and the name of one begins that of another. */
  private Example five() {
    var example = Example.in(folder);
    OPERATIONS.forEach((leaf, operation) ->
        example
            .java(leaf, "Its", "class Its implements ConcurrencyModel<%s> {}".formatted(operation))
            .java(leaf, "Timeout", VIRTUAL.replace("Callable<Reply>", operation)));
    return example;
  }

  @Test
  void all_five_can_be_laid_side_by_side() {
    five().isFine(rule);
  }

  @ParameterizedTest
  @EnumSource(
      value = Leaf.class,
      names = {"NONBLOCKING", "CHANNELS", "COMBINATORS"})
  void each_of_the_five_is_compared(Leaf leaf) {
    var there = leaf.sources() + "/Timeout.java";
    five()
        .file(there, five().house().text(there).replace("within", "upTo"))
        .isFoundBy(rule, there, 6, "number 2 is `public O upTo(Duration, O)` here");
  }

  @Test
  void a_type_whose_name_begins_like_the_operation_is_another_type() {
    siblings(BLOCKING.replace("Call call", "Callable<Reply> call"), VIRTUAL)
        .isFoundBy(rule, THERE, 6, "`public O within(Duration, O)` here and `public O within(D");
  }

  @Test
  void another_order_is_found() {
    var within = VIRTUAL.lines().filter(line -> line.contains("within")).findFirst().orElseThrow();
    var first =
        VIRTUAL.replace(within + "\n", "").replace("Timeout {\n", "Timeout {\n" + within + "\n");
    siblings(BLOCKING, first)
        .isFoundBy(
            rule,
            THERE,
            3,
            "number 1 is `public O within(Duration, O)` here and `public O plain(Peer, String)` there");
  }

  @Test
  void another_signature_is_found() {
    siblings(BLOCKING, VIRTUAL.replace("String what", "byte[] what"))
        .isFoundBy(rule, THERE, 4, "`public O plain(Peer, byte[])` here");
  }

  @Test
  void a_method_that_the_sibling_lacks_is_found() {
    siblings(BLOCKING.replaceAll("(?m)^.*within.*\n", ""), VIRTUAL)
        .isFoundBy(rule, THERE, 6, "number 2", "missing there");
  }

  @Test
  void another_region_is_found() {
    siblings(BLOCKING, VIRTUAL.replace("::plain", "::simple"))
        .isFoundBy(rule, THERE, 1, "its regions are [simple]", "are [plain]");
  }

  @Test
  void a_scenario_that_one_model_lacks_is_found() {
    siblings(BLOCKING, VIRTUAL)
        .java(Leaf.VIRTUAL, "BoundedRead", "class BoundedRead {}")
        .isFoundBy(
            rule,
            Leaf.BLOCKING.sources() + "/BoundedRead.java",
            1,
            "04 virtual threads has BoundedRead.java and 01 blocking threads has not");
  }
}
