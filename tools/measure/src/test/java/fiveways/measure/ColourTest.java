package fiveways.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourTest {
  private static final Model MODEL = new Model("09", "09-rope", "rope");

  /** A model whose operation is a Callable, with an engine, a helper, and a scenario. */
  private static Counts echo(String imports, String members) {
    var texts = new HashMap<String, String>();
    texts.put(
        "RopeModel.java",
        "package rope; class RopeModel implements ConcurrencyModel<Callable<Reply>> {}");
    texts.put("Helper.java", "package rope; class Helper { class Inner {} }");
    texts.put("Timeout.java", "package rope; class Timeout {}");
    texts.put(
        "engine/Loop.java", "package rope.engine; public class Loop { public record Turn() {} }");
    texts.put(
        "Echo.java", "package rope;" + imports + " class Echo { class Mine {} " + members + "}");
    var inPlace = new HashMap<String, String>();
    texts.forEach((file, text) -> inPlace.put(MODEL.sources() + "/" + file, text));
    var parts =
        Parts.of(MODEL, List.copyOf(Source.parse(inPlace).values()), new Operators(Set.of()));
    return parts.inScenarios();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | import java.util.concurrent.Callable; | Callable<Reply> ask() { return null; }",
        "1 | | void run(List<? extends Callable<Reply>> all) {}",
        "1 | import rope.engine.Loop;              | void on(Loop loop) {}",
        "1 | import rope.engine.Loop;              | void on(Loop.Turn turn) {}",
        "1 | import rope.engine.Loop.Turn;         | void on(Turn[] turns) {}",
        "1 | import rope.engine.Loop;              | <T extends Loop> void on(T loop) {}",
        "1 | import rope.engine.Loop;              | Echo(Loop loop) {}",
        "1 | | Map<String, Helper> helpers() { return null; }",
        "1 | import reactor.core.publisher.Mono;   | Mono<String> m() { return null; }",
        "1 | import com.softwaremill.jox.ChannelClosedException; | void m() throws ChannelClosedException {}",
        "0 | import java.nio.channels.Selector;    | void m(Selector s) throws java.io.IOException {}",
        "0 | import fiveways.contract.api.Reply;   | Reply m() { return null; }",
        "0 | | void on(Mine mine, Timeout timeout, String text) {}",
        "0 | | void on() { Callable<Reply> local; Helper h; }",
        "0 | | <Helper> void on(Helper itsOwnParameter) {}",
        "0 | import rope.engine.Loop;              | @Override void on() {}",
      })
  void coloured_is_what_names_the_models_own_types(int coloured, String imports, String members) {
    assertThat(echo(imports == null ? "" : imports, members))
        .as(members)
        .returns(1, Counts::signatures)
        .returns(coloured, Counts::coloured);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Callable<Reply> | class M implements AutoCloseable, ConcurrencyModel<Callable<Reply>> {}",
        "Call            | class M { class N implements ConcurrencyModel<Call> {} }",
        "?               | class M implements ConcurrencyModel {}",
      })
  void an_operation_is_what_the_model_says_it_is(String operation, String source) {
    assertThat(
            Parts.operation(List.copyOf(Source.parse(Map.of("M.java", source)).values()))
                .orElse("?"))
        .isEqualTo(operation);
  }
}
