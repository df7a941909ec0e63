package fiveways.cli.demo;

import fiveways.cli.Failures;
import fiveways.cli.Terminal;
import fiveways.cli.Terminal.Style;
import fiveways.cli.Text;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.ModelProvider;
import fiveways.contract.api.Peer;
import fiveways.contract.api.Reply;
import fiveways.contract.tck.PeerConnection;
import fiveways.contract.tck.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One dripping peer and one deadline: for each model its first attempt, and below it the right
 * version. The bar is as long as the peer sees the connection open: a caller that came back in time
 * proves nothing.
 */
final class TimeoutScene {
  static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final Duration WATCHED = Duration.ofSeconds(3);
  private static final Duration DRIP = Duration.ofMillis(200);
  private static final Duration TO_END = Duration.ofSeconds(5);
  private static final String QUESTION = "How are you?";
  private static final int LABEL = 24;

  /** The right version's name. */
  static final String WITHIN = "within";

  private final Terminal terminal;
  private final TimeBar bar;
  private final List<Attempt> attempts = new ArrayList<>();

  TimeoutScene(Terminal terminal) {
    this.terminal = terminal;
    this.bar = new TimeBar(terminal, DEADLINE, WATCHED);
  }

  /** What somebody asked the peer, in a thread of its own. */
  @FunctionalInterface
  private interface Call {
    Reply ask(Peer peer) throws IOException, TimeoutException, InterruptedException;
  }

  /** How a call came back, and when, by {@link System#nanoTime}. */
  private record Back(String saw, long at) {}

  List<Attempt> play(List<ModelProvider> models) throws InterruptedException {
    Narration.title(
        terminal,
        "timeout",
        "\"Give this one second.\" Does the work stop when the time is up?",
        "The peer drips a byte every " + Text.plain(DRIP) + ", and never ends its line.",
        "A bar is as long as the peer sees the connection open.");
    var indent = " ".repeat(LABEL);
    terminal.line(indent + bar.heading("deadline " + Text.plain(DEADLINE)));
    terminal.line(indent + bar.axis());
    for (var model : models) {
      terminal.line(Narration.model(terminal, model));
      firstAttempt(model);
      within(model);
    }
    terminal.line("");
    conclusion();
    return List.copyOf(attempts);
  }

  private void firstAttempt(ModelProvider provider) throws InterruptedException {
    try (var attempt = provider.firstAttempt()) {
      warm(peer -> attempt.ask(peer, QUESTION, Duration.ofHours(1)));
      watch(
          provider.id(),
          "first attempt",
          attempt.idea(),
          peer -> attempt.ask(peer, QUESTION, DEADLINE));
    }
  }

  private void within(ModelProvider provider) throws InterruptedException {
    try (var model = provider.open()) {
      within(provider, model);
    }
  }

  private <O> void within(ModelProvider provider, ConcurrencyModel<O> model)
      throws InterruptedException {
    Call call = peer -> model.run(model.within(DEADLINE, model.ask(peer, QUESTION)));
    warm(call);
    watch(provider.id(), WITHIN, "", call);
  }

  /** What a first call loads would be counted as lateness; so there is a call before. */
  private static void warm(Call call) throws InterruptedException {
    try (var peer = ScriptedPeer.replying("Well.")) {
      var _ = call.ask(peer.peer());
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException("a call to a peer that answers has failed", e);
    }
  }

  private void watch(String model, String version, String idea, Call call)
      throws InterruptedException {
    var label = version.equals(WITHIN) ? "within(" + Text.plain(DEADLINE) + ", ask)" : version;
    terminal.part("  " + Text.column(label, LABEL - 2, terminal.glyphs()));
    var dripped = new AtomicInteger();
    try (var peer = ScriptedPeer.playing(client -> drip(client, dripped))) {
      var back = new CompletableFuture<Back>();
      long start = System.nanoTime();
      var caller =
          Thread.ofPlatform()
              .daemon()
              .name("demo-caller")
              .start(() -> back.complete(asked(call, peer.peer())));
      draw(start, peer);
      if (version.equals(WITHIN)) {
        var _ = Waiting.until(() -> endSeen(start, peer).isPresent()); // the machine may be slow
      }
      var attempt = seen(model, version, idea, start, back, peer, dripped.get());
      caller.interrupt(); // a demonstration leaves nothing behind
      caller.join(TO_END);
      attempts.add(attempt);
      tell(attempt);
    }
  }

  private static void drip(PeerConnection client, AtomicInteger dripped) throws Exception {
    var _ = client.readLine();
    while (true) {
      Thread.sleep(DRIP);
      client.send(".");
      if (client.ended()) {
        return;
      }
      dripped.incrementAndGet();
    }
  }

  private static Back asked(Call call, Peer peer) {
    try {
      var reply = call.ask(peer);
      return new Back(reply.toString(), System.nanoTime());
    } catch (TimeoutException e) {
      return new Back("TimeoutException", System.nanoTime());
    } catch (IOException | InterruptedException e) {
      return new Back(Failures.inWords(e), System.nanoTime());
    }
  }

  /** Draws the bar as time goes by, until the peer sees the end, or the axis ends. */
  private void draw(long start, ScriptedPeer peer) throws InterruptedException {
    for (int cell = 0; cell < bar.cells(); cell++) {
      var until = endWithin(TimeBar.CELL.multipliedBy(cell + 1L), start, peer);
      if (until.isPresent()) {
        rest(cell, until.get());
        return;
      }
      terminal.part(bar.cell(cell));
    }
    terminal.part(bar.goesOn());
  }

  /** The last piece of a bar, and the mark if that has not been passed. */
  private void rest(int cell, Duration until) {
    terminal.part(TimeBar.fills(cell, until) ? bar.cell(cell) : "");
    int next = TimeBar.fills(cell, until) ? cell + 1 : cell;
    for (int c = next; TimeBar.CELL.multipliedBy(c).compareTo(DEADLINE) < 0; c++) {
      terminal.part(bar.blank(c));
    }
  }

  /** Waits until then, or until the peer sees the end, whichever is first; the end's time. */
  private static Optional<Duration> endWithin(Duration then, long start, ScriptedPeer peer)
      throws InterruptedException {
    while (true) {
      var end = endSeen(start, peer);
      var now = Duration.ofNanos(System.nanoTime() - start);
      if (end.isPresent() || now.compareTo(then) >= 0) {
        return end;
      }
      Thread.sleep(2);
    }
  }

  private static Optional<Duration> endSeen(long start, ScriptedPeer peer) {
    return peer.connections().stream()
        .findFirst()
        .filter(PeerConnection::ended)
        .map(connection -> Duration.ofNanos(connection.endedAt() - start));
  }

  private static Attempt seen(
      String model,
      String version,
      String idea,
      long start,
      CompletableFuture<Back> back,
      ScriptedPeer peer,
      int dripped)
      throws InterruptedException {
    var end = endSeen(start, peer);
    if (end.isPresent()) {
      // a caller whose work has ended comes back at once
      var _ = Waiting.until(back::isDone);
    }
    var came = Optional.ofNullable(back.getNow(null));
    return new Attempt(
        model,
        version,
        idea,
        DEADLINE,
        came.map(b -> Duration.ofNanos(b.at - start)),
        came.map(Back::saw),
        end,
        peer.connections().stream()
            .findFirst()
            .map(PeerConnection::state)
            .orElse(PeerConnection.State.OPEN),
        dripped);
  }

  private void tell(Attempt attempt) {
    terminal.line(
        " "
            + attempt
                .peer()
                .map(end -> terminal.style(colour(attempt), "ended at " + Text.seconds(end)))
                .orElseGet(
                    () -> terminal.style(Style.BAD, "still working at " + Text.seconds(WATCHED))));
    if (!attempt.idea().isEmpty()) {
      indented("\"" + attempt.idea() + "\"");
    }
    indented(callerOf(attempt) + " " + terminal.glyphs().dot() + " " + peerOf(attempt));
  }

  private static Style colour(Attempt attempt) {
    boolean early = attempt.caller().filter(back -> back.compareTo(DEADLINE) < 0).isPresent();
    return early ? Style.BAD : Style.GOOD;
  }

  private void indented(String text) {
    Text.wrap(text, Terminal.WIDTH - 4).forEach(line -> terminal.line("    " + line));
  }

  private static String callerOf(Attempt attempt) {
    Supplier<String> waiting = () -> "caller: still waiting";
    return attempt
        .caller()
        .map(back -> "caller: " + attempt.callerSaw().orElse("") + " at " + Text.seconds(back))
        .orElseGet(waiting);
  }

  private static String peerOf(Attempt attempt) {
    return attempt
        .peer()
        .map(end -> "peer: connection ended at " + Text.seconds(end))
        .orElseGet(
            () -> "peer: connection open, " + Text.count(attempt.dripped(), "byte") + " dripped");
  }

  private void conclusion() {
    var late = named(attempts.stream().filter(Attempt::stillWorking).toList());
    var ended = named(attempts.stream().filter(attempt -> !attempt.stillWorking()).toList());
    if (!late.isEmpty()) {
      terminal.line(terminal.style(Style.BAD, "goes on after the deadline: ") + late);
    }
    if (!ended.isEmpty()) {
      terminal.line(terminal.style(Style.GOOD, "has ended with it:          ") + ended);
    }
    terminal.line("");
  }

  private static String named(List<Attempt> attempts) {
    return String.join(
        ", ", attempts.stream().map(attempt -> attempt.model() + " " + attempt.version()).toList());
  }
}
