package fiveways.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountingTest {

  static Source parsed(String text) {
    return Source.parse(Map.of("A.java", text)).values().iterator().next();
  }

  private static Counts counts(String text) {
    return Counting.of(parsed(text), _ -> false);
  }

  /** In a method's body. */
  private static Counts body(String statements) {
    return counts(
        "class A { Object m(Object o, int i, boolean b) throws Exception {" + statements + "} }");
  }

  // ---- lines

  @Test
  void comments_blank_lines_package_and_imports_are_no_lines() {
    var source =
        """
        /* A licence. */
        package a;

        import java.util.List;
        import static java.util.Map
            .entry;

        /**
         * Javadoc.
         */
        class A { // one
          // none
          /* int none; */
          int two; /* begins
          ends */ int three;
        }
        """;
    assertThat(counts(source).lines()).isEqualTo(4);
  }

  @Test
  void lines_of_a_text_block_are_lines_even_if_they_look_like_comments() {
    var source =
        """
        class A {
          String text =
              \"""
              // a line

              /* another */
              \""";
        }
        """;
    assertThat(counts(source).lines()).isEqualTo(7);
  }

  @Test
  void a_file_that_only_annotates_a_package_has_none() {
    assertThat(counts("/** Doc. */\n@Deprecated\npackage a;\n\nimport java.util.List;\n"))
        .isEqualTo(Counts.NONE);
  }

  // ---- decisions

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "0 # return o;",
        "1 # if (b) i++;",
        "2 # if (b) i++; else if (i > 0) i--;",
        "1 # while (b) i++;",
        "1 # do i++; while (b);",
        "1 # for (;;) i++;",
        "1 # for (var x : List.of()) i++;",
        "2 # return b ? 1 : i > 0 ? 2 : 3;",
        "3 # return b && i > 0 || i < 9 && o == o;",
        "0 # return b & i > 0 | !b;",
        "1 # try { m(o); } catch (IOException | TimeoutException e) { } finally { }",
        "2 # try { m(o); } catch (IOException e) { } catch (Exception e) { }",
        "2 # switch (i) { case 1: case 2: break; default: }",
        "1 # switch (i) { case 1, 2 -> i++; default -> i--; }",
        "2 # return switch (o) { case A a -> 1; case Line(var text) -> 2; };",
        "3 # return switch (o) { case A a when i > 0 -> 1; case A a -> 2; };",
        "1 # return switch (o) { case null, default -> 1; };",
        "1 # Runnable r = () -> { if (b) i++; };",
        "0 # synchronized (o) { } assert b; { i++; }",
      })
  void decisions_are_where_the_way_forks(int decisions, String statements) {
    assertThat(body(statements).decisions()).as(statements).isEqualTo(decisions);
  }

  @Test
  void words_in_comments_and_strings_decide_nothing() {
    assertThat(body("/* if (b) */ var s = \"if (b) ? :\"; // while\n").decisions()).isZero();
  }

  // ---- fields

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | class A { int a; final int b = 1; }",
        "2 | class A { private static int a; volatile int b; static final int C = 1; }",
        "2 | class A { int a, b; }",
        "0 | class A { void m() { int local = 1; } }",
        "1 | class A { class B { int deep; } }",
        "1 | class A { final Object o = new Object() { int inside; }; }",
      })
  void mutable_fields_are_not_final(int fields, String source) {
    assertThat(counts(source).mutableFields()).as(source).isEqualTo(fields);
  }

  @Test
  void components_constants_and_what_interfaces_declare_are_final() {
    assertThat(counts("record A<T extends Comparable<T>>(T a, int b) { static int made; }"))
        .returns(1, Counts::mutableFields);
    assertThat(counts("interface A { int B = 1; }").mutableFields()).isZero();
    assertThat(counts("enum A { B, C; int mutable; }").mutableFields()).isEqualTo(1);
  }

  // ---- functions

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | Runnable r = () -> {};",
        "2 | Supplier<Runnable> r = () -> () -> {};",
        "1 | Runnable r = this::hashCode;",
        "1 | Supplier<Object> r = Object::new;",
        "1 | Runnable r = new Runnable() { public void run() { } };",
        "0 | Object made = new Object();",
        "0 | return switch (i) { case 1 -> 2; default -> 3; };",
      })
  void functions_are_lambdas_references_and_anonymous_classes(int functions, String statements) {
    assertThat(body(statements).functions()).as(statements).isEqualTo(functions);
  }

  @Test
  void a_constant_with_a_body_is_no_callback() {
    var source =
        """
        enum A {
          B { int m() { return 1; } },
          C(() -> 2) { int m() { return 2; } };
          static final Object OTHER = new Object() {};
        }
        """;
    assertThat(counts(source).functions()).isEqualTo(2);
  }

  // ---- signatures

  @Test
  void signatures_are_methods_and_constructors_that_are_written_out() {
    var source =
        """
        class A {
          A() {}
          void m() { Runnable r = () -> {}; }
          record B(int c) {
            B { if (c < 0) throw new IllegalArgumentException(); }
            int twice() { return 2 * c; }
          }
          interface D<T> { <S extends T> S s(T t); }
          static class Implicit {}
          Object o = new Object() { public String toString() { return ""; } };
        }
        """;
    assertThat(counts(source)).returns(6, Counts::signatures).returns(1, Counts::decisions);
  }

  // ---- states and events

  @Test
  void pairs_are_states_that_an_event_can_meet() {
    var source =
        """
        class A {
          void ready() {
            switch (state()) {
              case Reading(var rest) when rest.isEmpty() -> to(new Over());
              case Reading(var rest) -> {}
              case Writing _ -> {
                flush();
                to(new Over());
              }
              case Late _, Over _ -> {}
            }
          }
          void silent() {
            switch (state()) {
              case Reading _ -> to(new Over());
              case Writing _, Over _ -> throw new IllegalStateException();
            }
          }
          void entered(State now) {
            switch (now) {
              case Reading _ -> await();
              case Over _ -> close();
            }
            patience = switch (state()) { case Reading _ -> limit; case Over _ -> patience; };
            other(switch (state()) { case Reading _ -> 1; case Over _ -> 2; });
          }
        }
        """;
    assertThat(counts(source)).returns(5, Counts::pairs).returns(3, Counts::acted);
  }

  @Test
  void files_add_up() {
    var one = new Counts(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(one.plus(one).plus(Counts.NONE)).isEqualTo(new Counts(2, 4, 6, 8, 10, 12, 14, 16));
  }
}
