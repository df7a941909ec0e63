package fiveways.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn is what the code does, and nothing that it does is left out. */
class StatesTest {
  private static final String DOOR =
      """
      class Door extends StateMachine<Door.State> {
        sealed interface State {}
        record Shut(int keys) implements State {}
        record Open() implements State {}
        record Gone() implements State {}

        Door() {
          super(new Shut(1));
        }

        void push() {
          to(switch (state()) {
            case Shut(var keys) -> keys > 0 ? opened() : state();
            case Open _ -> state();
            case Gone _ -> throw new IllegalStateException();
          });
        }

        void fire() {
          switch (state()) {
            case Shut _, Open _ -> to(new Gone());
            case Gone _ -> {}
          }
        }

        private State opened() {
          return new Open();
        }
      }
      """;

  @TempDir Path folder;

  private Example door(String text) {
    return Example.in(folder).java(Leaf.NONBLOCKING, "Door", text);
  }

  @Test
  void a_machine_is_drawn_with_the_events_that_move_it() {
    assertThat(States.of(door(DOOR).house()))
        .contains("| Door | 3 | 2 | 3 | 2 | 1 |")
        .contains(
            """
            stateDiagram-v2
              [*] --> Shut
              Shut --> Open: push
              Shut --> Gone: fire
              Open --> Gone: fire
              Gone --> [*]
            """);
  }

  @Test
  void events_that_another_class_adds_are_drawn_too() {
    var dated =
        """
        class Dated extends Door {
          void rust() {
            to(switch (state()) {
              case Shut _, Open _, Gone _ -> new Gone();
            });
          }
        }
        """;
    var house = door(DOOR).java(Leaf.NONBLOCKING, "Dated", dated).house();
    assertThat(States.of(house)).contains("**Door + Dated**", "Open --> Gone: fire, rust");
  }

  @Test
  void an_event_that_does_not_say_for_which_state_is_refused() {
    assertThatThrownBy(() ->
            States.of(door(DOOR.replace("case Shut _, Open _ -> to", "default -> to")).house()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a case that names no state: default");
  }

  /** Whoever changes a transition and not the page is told so. */
  @Test
  void a_page_that_is_behind_its_code_is_found() {
    var page = Generated.MACHINES;
    var example = door(DOOR);
    var states = States.of(example.house());
    example
        .file(page, "# 02\n<!-- generated:states -->\n%s<!-- /generated -->\n".formatted(states))
        .isFine(new GeneratedText());
    door(DOOR.replace("return new Open()", "return new Gone()"))
        .isFoundBy(new GeneratedText(), page, 12, "change the source");
  }
}
