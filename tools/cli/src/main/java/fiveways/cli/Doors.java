package fiveways.cli;

import fiveways.cli.Terminal.Style;

/** What {@code course} says alone: four doors, three commands each, and what to do next. */
final class Doors {
  private record Command(String words, String purpose) {}

  private Doors() {}

  static String text(Terminal terminal) {
    var text = new StringBuilder();
    text.append(terminal.strong("Five Ways to Wait"))
        .append(": the same scenarios, in one concurrency model after another.\n");
    door(
        terminal,
        text,
        "learn",
        "run it, touch it, break it",
        new Command("demo", "eight scenarios in every model, in two minutes"),
        new Command("serve 04 heartbeat", "a real server; it says where it listens"),
        new Command("connect HOST:PORT", "talk to it: half-close, stop reading, reset"));
    door(
        terminal,
        text,
        "teach",
        "for the projector",
        new Command("demo timeout", "one peer, one deadline: whose work goes on?"),
        new Command("peer --drip 1B/200ms", "a peer that misbehaves as you ask"),
        new Command("call 01 timeout", "ask it, with a deadline"));
    door(
        terminal,
        text,
        "grade",
        "the grader is still to come; today the contract itself judges",
        new Command("test 01", "every rule of the contract, on one model"),
        new Command("test 01 TIME-2", "one rule, in seconds"),
        new Command("soak --runs 20 --busy", "the contract again and again, on a busy machine"));
    door(
        terminal,
        text,
        "compare",
        "code, counts, cost",
        new Command("compare 01 04 timeout", "two files side by side, what differs coloured"),
        new Command("measure", "lines, decisions, retrofits: what it takes"),
        new Command("claims", "what is said of async, and what comes out"));
    text.append("\nNext: ")
        .append(terminal.style(Style.GOOD, "course demo"))
        .append("   Everything else: course help --all");
    return text.toString();
  }

  private static void door(
      Terminal terminal, StringBuilder text, String name, String what, Command... commands) {
    text.append('\n')
        .append(terminal.style(Style.TITLE, "%-9s".formatted(name)))
        .append(what)
        .append('\n');
    for (var command : commands) {
      text.append("  course ")
          .append(terminal.style(Style.WORK, "%-24s".formatted(command.words)))
          .append(command.purpose)
          .append('\n');
    }
  }
}
