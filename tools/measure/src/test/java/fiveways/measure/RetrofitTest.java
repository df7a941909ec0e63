package fiveways.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetrofitTest {
  private static final String BEGIN = "// " + "tag::";
  private static final String END = "// " + "end::";

  /** A class with one region after the other. */
  private static Retrofit between(String plain, String bounded) {
    return in(source(region("plain", plain) + region("bounded", bounded))).orElseThrow();
  }

  private static Optional<Retrofit> in(Source source) {
    return Retrofit.in(List.of(source), "bounded");
  }

  private static Source source(String members) {
    return CountingTest.parsed("class A {\n" + members + "}\n");
  }

  private static String region(String name, String lines) {
    return BEGIN + name + "[]\n" + lines + END + name + "[]\n";
  }

  private static final String ASK =
      """
      Call plain(Peer peer) {
        return _ -> {
          open(peer);
          return read();
        };
      }
      """;

  @Test
  void another_name_and_another_indentation_are_no_change() {
    assertThat(between(ASK, ASK.replace("plain", "ask").indent(2)))
        .isEqualTo(new Retrofit(6, new Lines(6, 0, 0, 0), 0, 0, 0, 0, 0));
  }

  @Test
  void a_line_more_and_a_line_that_differs_are_inside() {
    var ask =
        ASK.replace("plain", "ask")
            .replace("_ ->", "scope ->")
            .replace("open(peer);", "open(peer);\nhold(scope);");
    assertThat(between(ASK, ask)).isEqualTo(new Retrofit(6, new Lines(5, 1, 1, 0), 0, 0, 1, 0, 0));
  }

  @Test
  void a_method_besides_is_around() {
    var within =
        """
        // it waits
        Call within(Duration deadline) {

          return null;
        }
        """;
    assertThat(between(ASK, ASK.replace("plain", "ask") + within))
        .isEqualTo(new Retrofit(6, new Lines(6, 0, 0, 0), 3, 1, 0, 0, 0));
  }

  @Test
  void another_parameter_changes_a_signature() {
    var ask =
        ASK.replace("plain(Peer peer)", "ask(Peer peer, Duration rest)")
            .replace("read()", "read(rest)");
    assertThat(between(ASK, ask)).isEqualTo(new Retrofit(6, new Lines(4, 0, 2, 0), 0, 0, 1, 0, 1));
  }

  @Test
  void a_namesake_is_the_same_method_however_it_changed() {
    assertThat(
            between(
                "void on() {\n  a();\n  b();\n}\n", "class B {\n  void on() {\n    c();\n  }\n}\n"))
        .isEqualTo(new Retrofit(4, new Lines(2, 0, 1, 1), 2, 0, 1, 0, 0));
  }

  @Test
  void a_method_that_the_other_region_calls_is_still_there() {
    var ask = "Call ask(Peer peer) {\n  return plain(peer);\n}\n";
    assertThat(between(ASK, ask)).isEqualTo(new Retrofit(6, Lines.NONE, 3, 1, 0, 0, 0));
  }

  @Test
  void a_method_without_a_pair_is_gone() {
    var other = "int size() {\n  return 1;\n}\n";
    assertThat(between(ASK, other))
        .isEqualTo(new Retrofit(6, new Lines(0, 0, 0, 6), 3, 1, 0, 1, 0));
  }

  @Test
  void what_both_regions_hold_has_not_changed() {
    var lines = "void echo() {\n  read();\n}\n";
    var both = region("bounded", region("plain", lines)) + region("bounded", "int beat() {\n}\n");
    assertThat(in(source(both))).contains(new Retrofit(3, new Lines(3, 0, 0, 0), 2, 1, 0, 0, 0));
  }

  @Test
  void fields_that_come_are_around_and_those_that_differ_are_inside() {
    assertThat(between("final int a = 1;\n", "final int a = 2;\nint b;\n"))
        .isEqualTo(new Retrofit(1, new Lines(0, 0, 1, 0), 1, 0, 0, 0, 0));
  }

  @Test
  void a_part_of_a_method_is_compared_as_one() {
    var source =
        source(
            "void m() {\n"
                + region("plain", "a();\n")
                + "}\nvoid n() {\n"
                + region("bounded", "a();\nb();\n")
                + "}\n");
    assertThat(in(source)).contains(new Retrofit(1, new Lines(1, 1, 0, 0), 0, 0, 1, 0, 0));
  }

  @Test
  void without_both_regions_there_is_none() {
    assertThat(in(source(region("plain", ASK)))).isEmpty();
    assertThat(in(source(region("bounded", ASK)))).isEmpty();
  }

  @Test
  void a_file_that_is_still_needed_is_still_there() {
    var helper = "class Helper {\n" + region("plain", "void m() {\n  a();\n}\n") + "}\n";
    var plain = region("plain", "void p() {\n  new Helper().m();\n}\n");
    var stays = source(plain + region("bounded", "void b() {\n  c();\n}\n") + "Helper helper;\n");
    var goes = source(plain + region("bounded", "void b() {\n  c();\n}\n"));
    var needed = Source.parse(Map.of("Helper.java", helper)).values().iterator().next();
    assertThat(Retrofit.in(List.of(stays, needed), "bounded"))
        .contains(new Retrofit(6, new Lines(2, 0, 1, 0), 0, 0, 1, 0, 0));
    assertThat(Retrofit.in(List.of(goes, needed), "bounded"))
        .contains(new Retrofit(6, new Lines(2, 0, 1, 3), 0, 0, 1, 1, 0));
  }

  @Test
  void steps_tell_what_becomes_of_each_method() {
    var plain = ASK + "void old() {\n  gone();\n}\n";
    var other = ASK.replace("plain", "ask").replace("_ ->", "scope ->") + "int more() {\n}\n";
    var source = source(region("plain", plain) + region("bounded", other));
    var steps = Retrofit.steps(List.of(source), "bounded");
    assertThat(steps)
        .extracting(step -> step.fate() + " " + step.name())
        .containsExactly("GOES old", "CHANGES plain, now ask", "COMES more");
    assertThat(steps.get(1).lines().stream().map(change -> change.sign() + change.text()))
        .containsExactly(
            " Call ask(Peer peer) {",
            "-  return _ -> {",
            "+  return scope -> {",
            "     open(peer);",
            "     return read();",
            "   };",
            " }");
  }
}
