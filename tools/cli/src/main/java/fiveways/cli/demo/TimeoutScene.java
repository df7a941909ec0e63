package fiveways.cli.demo;

import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.cli.demo.Watched.Call;
import fiveways.cli.demo.Watched.Role;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.tck.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * One dripping peer per call and one deadline: the first attempts of all models side by side, and
 * then the right versions. A bar is as long as its peer sees the connection open: a caller that
 * came back in time proves nothing.
 */
final class TimeoutScene {
  static final Duration DEADLINE = Duration.ofSeconds(1);
  static final Duration WATCHED = Duration.ofSeconds(3);
  private static final Duration TO_WARM_UP = Duration.ofSeconds(5);
  private static final Duration FRAME = Duration.ofMillis(50);
  private static final String QUESTION = "How are you?";
  private static final int LABEL = Narration.SHORT + 3;

  /** The right version's name. */
  static final String WITHIN = "within";

  private static final String FIRST = "first attempt";

  private final Terminal terminal;
  private final Duration patience;
  private final TimeBar bar;

  TimeoutScene(Terminal terminal) {
    this(terminal, Waiting.PATIENCE);
  }

  /**
   * @param patience with a right version that ends late, because the machine is slow
   */
  TimeoutScene(Terminal terminal, Duration patience) {
    this.terminal = terminal;
    this.patience = patience;
    this.bar = new TimeBar(terminal, DEADLINE, WATCHED);
  }

  /** For each model its first attempt, and after it the right one. */
  List<Attempt> play(List<ModelProvider> models) throws InterruptedException {
    Narration.title(
        terminal,
        "timeout",
        "\"Give this one second.\" Does the work stop when the time is up?",
        "Each peer drips a byte every " + Text.plain(Watched.DRIP) + ", and never ends its line.",
        "A bar is as long as the peer sees the connection open.");
    var opened = new CopyOnWriteArrayList<Runnable>();
    var firsts = new CopyOnWriteArrayList<Role>();
    var rights = new CopyOnWriteArrayList<Role>();
    try {
      AtOnce.each(
          models,
          model -> {
            var attempt = model.firstAttempt();
            opened.add(attempt::close);
            firsts.add(
                new Role(
                    model, FIRST, attempt.idea(), peer -> attempt.ask(peer, QUESTION, DEADLINE)));
            warm(peer -> attempt.ask(peer, QUESTION, Duration.ofHours(1)));
            var real = model.open();
            opened.add(real::close);
            rights.add(new Role(model, WITHIN, "", within(real)));
            warm(within(real));
          });
      var attempts = new ArrayList<Attempt>(firstAttempts(sorted(firsts)));
      attempts.addAll(rightVersions(sorted(rights)));
      conclusion(attempts);
      attempts.sort(Comparator.comparing(Attempt::model)); // stable: the first attempt stays first
      return List.copyOf(attempts);
    } finally {
      AtOnce.each(opened, Runnable::run);
    }
  }

  private static <O> Call within(ConcurrencyModel<O> model) {
    return peer -> model.run(model.within(DEADLINE, model.ask(peer, QUESTION)));
  }

  private static List<Role> sorted(List<Role> roles) {
    return roles.stream().sorted(Comparator.comparing(role -> role.model().id())).toList();
  }

  private static void warm(Call call) throws InterruptedException {
    try (var peer = ScriptedPeer.replying("Well.")) {
      Caller.warm(() -> call.ask(peer.peer()), TO_WARM_UP);
    }
  }

  private List<Attempt> firstAttempts(List<Role> roles) throws InterruptedException {
    terminal.line("What one writes first in each model:");
    roles.forEach(role -> Narration.hanging(terminal, label(role.model()), LABEL, role.idea()));
    terminal.line("");
    return act(roles, Duration.ZERO);
  }

  private List<Attempt> rightVersions(List<Role> roles) throws InterruptedException {
    terminal.line("And within(" + Text.plain(DEADLINE) + ", ask), the right version of each:");
    return act(roles, patience);
  }

  private static String label(ModelProvider model) {
    return "  " + Narration.shortly(model);
  }

  private List<Attempt> act(List<Role> roles, Duration more) throws InterruptedException {
    var all = roles.stream().map(Watched::new).toList();
    try {
      if (terminal.live()) {
        axis();
      }
      long start = System.nanoTime();
      all.forEach(one -> one.begin(start));
      var bars = new Redrawn(terminal);
      var events = new Events();
      watch(all, start, bars, events);
      var _ = Waiting.until(() -> all.stream().allMatch(Watched::over), more);
      var attempts = all.stream().map(Watched::seen).toList();
      if (!terminal.live()) {
        events.tell(attempts, Duration.ofNanos(System.nanoTime() - start));
        attempts.stream().filter(Attempt::stillWorking).forEach(a -> told(WATCHED, a, peerOf(a)));
        axis();
      }
      bars.last(rows(all, WATCHED));
      if (terminal.live()) {
        attempts.forEach(this::detail);
      }
      terminal.line("");
      return attempts;
    } finally {
      AtOnce.each(all, Watched::close);
    }
  }

  private void axis() {
    var indent = " ".repeat(LABEL);
    terminal.line(indent + bar.heading("deadline " + Text.plain(DEADLINE)));
    terminal.line(indent + bar.axis());
  }

  /** Until all are over, or the axis is: draws, or tells what happens as it happens. */
  private void watch(List<Watched> all, long start, Redrawn bars, Events events)
      throws InterruptedException {
    while (true) {
      var now = Duration.ofNanos(System.nanoTime() - start);
      bars.now(rows(all, now));
      if (!terminal.live()) {
        events.tell(all.stream().map(Watched::seen).toList(), now);
      }
      if (now.compareTo(WATCHED) >= 0 || all.stream().allMatch(Watched::over)) {
        return;
      }
      Thread.sleep(terminal.live() ? FRAME : Duration.ofMillis(5));
    }
  }

  private List<String> rows(List<Watched> all, Duration now) {
    var rows = new ArrayList<String>();
    for (var one : all) {
      var seen = one.seen();
      boolean goesOn = seen.stillWorking() && now.compareTo(WATCHED) >= 0;
      var label = Text.column(label(one.model()), LABEL, terminal.glyphs());
      rows.add(
          label
              + bar.drawn(seen.peer().orElse(now), goesOn || lateEnd(seen))
              + " "
              + status(seen, goesOn));
    }
    return rows;
  }

  private String status(Attempt seen, boolean goesOn) {
    if (seen.peer().isPresent()) {
      var style = seen.asItShouldBe() ? Style.GOOD : Style.BAD;
      return terminal.style(style, "ended at " + Text.seconds(seen.peer().get()));
    }
    if (goesOn) {
      return terminal.style(Style.BAD, "still working at " + Text.seconds(WATCHED));
    }
    return seen.caller().isPresent() ? "the caller is back" : "";
  }

  private static boolean lateEnd(Attempt seen) {
    return seen.peer().filter(end -> end.compareTo(WATCHED) > 0).isPresent();
  }

  /** What callers and peers have seen, each once, in the order of its time. */
  private final class Events {
    private record Event(Duration at, String model, String what) {}

    private final List<Event> told = new ArrayList<>();
    private boolean deadlineTold;

    void tell(List<Attempt> all, Duration now) {
      if (!deadlineTold && now.compareTo(DEADLINE) >= 0) {
        deadlineTold = true;
        line(DEADLINE, "the deadline");
      }
      all.stream()
          .flatMap(seen -> of(seen).stream())
          .filter(event -> !told.contains(event))
          .sorted(Comparator.comparing(Event::at))
          .toList()
          .forEach(event -> {
            told.add(event);
            line(event.at, event.model + " " + event.what);
          });
    }

    private static List<Event> of(Attempt seen) {
      var events = new ArrayList<Event>();
      seen.caller()
          .ifPresent(at ->
              events.add(
                  new Event(at, seen.model(), "caller is back: " + seen.callerSaw().orElse(""))));
      seen.peer()
          .ifPresent(at -> events.add(new Event(at, seen.model(), "peer sees the connection end")));
      return events;
    }
  }

  private void told(Duration at, Attempt attempt, String what) {
    line(at, attempt.model() + " " + what);
  }

  private void line(Duration at, String what) {
    Narration.hanging(
        terminal, "  " + terminal.quiet(Text.seconds(at)), "  1.00 s  ".length(), what);
  }

  private void detail(Attempt attempt) {
    Narration.hanging(
        terminal,
        "  " + attempt.model(),
        5,
        callerOf(attempt) + " " + terminal.glyphs().dot() + " " + peerOf(attempt));
  }

  private static String callerOf(Attempt attempt) {
    return attempt
        .caller()
        .map(back -> "caller: " + attempt.callerSaw().orElse("") + " at " + Text.seconds(back))
        .orElse("caller: still waiting");
  }

  private static String peerOf(Attempt attempt) {
    return attempt
        .peer()
        .map(end -> "peer: ended at " + Text.seconds(end))
        .orElseGet(() -> "peer: still open, " + Text.count(attempt.dripped(), "byte") + " dripped");
  }

  private void conclusion(List<Attempt> attempts) {
    group(Style.BAD, "goes on after the deadline:", attempts, Attempt::stillWorking);
    group(
        Style.BAD,
        "ended, but not as it should:",
        attempts,
        attempt -> !attempt.stillWorking() && !attempt.asItShouldBe());
    group(Style.GOOD, "has ended with it:", attempts, Attempt::asItShouldBe);
    terminal.line("");
  }

  private void group(
      Style style, String title, List<Attempt> attempts, Predicate<Attempt> belongs) {
    var named =
        List.of(FIRST, WITHIN).stream()
            .flatMap(version ->
                named(
                    version,
                    attempts.stream()
                        .filter(belongs.and(attempt -> attempt.version().equals(version)))
                        .toList())
                    .stream())
            .toList();
    if (!named.isEmpty()) {
      terminal.line(
          terminal.style(style, Text.column(title, 29, terminal.glyphs()))
              + String.join("; ", named));
    }
  }

  private static Optional<String> named(String version, List<Attempt> attempts) {
    var ids = String.join(", ", attempts.stream().map(Attempt::model).toList());
    return attempts.isEmpty() ? Optional.empty() : Optional.of(version + " of " + ids);
  }
}
