package fiveways.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsStandAloneTest {
  private final ModelsStandAlone rule = new ModelsStandAlone();
  @TempDir Path folder;

  @Test
  void a_model_may_use_the_contracts_api_and_itself() {
    Example.in(folder)
        .java(Leaf.BLOCKING, "Ok", "class Ok { fiveways.contract.api.Line line; Own own; }")
        .java(Leaf.BLOCKING, "Own", "class Own {}")
        .compiled()
        .isFine(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "CHANNELS, com.softwaremill.jox.Channel<String>",
    "COMBINATORS, reactor.core.publisher.Mono<String>",
    "COMBINATORS, io.netty.buffer.ByteBuf",
    "COMBINATORS, org.reactivestreams.Publisher<String>",
  })
  void a_model_may_use_its_library_and_no_other_may(Leaf model, String type) {
    var uses = "class Uses {\n  %s it;\n}\n".formatted(type);
    Example.in(folder).java(model, "Uses", uses).compiled().isFine(rule);
    Example.in(folder)
        .java(Leaf.NONBLOCKING, "Uses", uses)
        .compiled()
        .isFoundBy(
            rule,
            Leaf.NONBLOCKING.sources() + "/Uses.java",
            1,
            "Uses uses " + type.replaceFirst("<.*", ""));
  }

  @Test
  void what_the_contract_keeps_for_its_tests_is_found_in_a_model() {
    Example.in(folder)
        .java(
            Leaf.BLOCKING,
            "Thief",
            """
            class Thief {
              Object take() {
                return fiveways.contract.tck.Spec.rules();
              }
            }
            """)
        .compiled()
        .isFoundBy(
            rule,
            Leaf.BLOCKING.sources() + "/Thief.java",
            4,
            "Thief uses fiveways.contract.tck.Spec",
            "write here what it needs");
  }

  @Test
  void a_siblings_package_is_found() {
    var helper = Leaf.VIRTUAL.folder() + "/src/main/java/fiveways/blocking/Helper.java";
    Example.in(folder)
        .file(helper, "package fiveways.blocking;\npublic class Helper { String help; }")
        .compiled()
        .isFoundBy(rule, helper, 1, "Helper uses fiveways.blocking.Helper");
  }

  @Test
  void a_contract_that_knows_a_model_is_found() {
    var knows = "contract/src/main/java/fiveways/contract/tck/Knows.java";
    var findings =
        rule.check(
            Example.in(folder)
                .file(
                    knows,
                    """
                    package fiveways.contract.tck;
                    class Knows {
                      Object it = new fiveways.blocking.Sample();
                    }
                    """)
                .file(
                    "contract/src/main/java/fiveways/blocking/Sample.java",
                    "package fiveways.blocking; public class Sample {}")
                .compiled()
                .house());
    assertThat(findings)
        .anySatisfy(finding ->
            Example.assertFinding(
                finding, rule.name(), knows, 3, "Knows uses fiveways.blocking.Sample"));
  }

  @Test
  void an_api_that_knows_the_tests_is_found() {
    Example.in(folder)
        .file(
            "contract/src/main/java/fiveways/contract/api/Knows.java",
            """
            package fiveways.contract.api;
            class Knows {
              Object it = fiveways.contract.tck.Spec.rules();
            }
            """)
        .compiled()
        .isFoundBy(
            rule,
            "contract/src/main/java/fiveways/contract/api/Knows.java",
            3,
            "its api nothing of the tests");
  }

  @Test
  void a_module_that_was_not_compiled_is_found() {
    Example.in(folder)
        .java(Leaf.BLOCKING, "Ok", "class Ok {}")
        .isFoundBy(rule, "01-blocking-threads/pom.xml", 1, "no target/classes");
  }
}
