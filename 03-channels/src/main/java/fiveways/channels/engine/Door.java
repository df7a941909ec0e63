package fiveways.channels.engine;

import static com.softwaremill.jox.Select.select;
import static fiveways.channels.engine.Actor.noReply;
import static java.util.Objects.requireNonNull;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.ChannelClosed;
import fiveways.channels.engine.News.Came;
import fiveways.channels.engine.News.CutOff;
import fiveways.channels.engine.News.Half;
import fiveways.channels.engine.News.HowMany;
import fiveways.channels.engine.News.Leaving;
import fiveways.channels.engine.News.Signal;
import fiveways.channels.engine.News.Talked;
import fiveways.contract.api.ServerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The actor that knows who is inside: it lets clients in, alone may close their sockets, and sees
 * them out when the server closes.
 */
final class Door {

  /** The closing server looks again and again; TCP has no word for "nothing more will come". */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  /** So long a last word may take even if there is no grace: else it would never be heard. */
  private static final Duration LAST_WORD = Duration.ofMillis(50);

  private final ServerSettings settings;
  private final Listener listener;
  private final ActorSystem actors;
  private final Attendants attendants;
  private final Mailbox<News> news;

  private enum Ticket {
    FOR_ONE
  }

  /** Who has received a ticket accepts one client. There is never more than one ticket out. */
  private final Channel<Ticket> tickets = Channel.newBufferedChannel(1);

  private final Map<Connection, Guest> inside = new HashMap<>();
  private boolean ticketIsOut;
  private boolean nobodyMore;
  private boolean graceOver;

  Door(ServerSettings settings, Listener listener, ActorSystem actors, Attendants attendants) {
    this.settings = settings;
    this.listener = listener;
    this.actors = actors;
    this.attendants = attendants;
    this.news = attendants.news();
  }

  /** Lets clients in until told to stop; then refuse, signal, grace, force. */
  // tag::cleanup[]
  void keep(Stop stop) throws InterruptedException {
    actors.start("accept", noReply(_ -> acceptAll()));
    giveTicket();
    for (var next = next(stop); next != Signal.CLOSE; next = next(stop)) {
      hear(next);
    }
    listener.close();
    tickets.doneOrClosed();
    attendants.closing().open();
    try (var _ = timer(Signal.GRACE_OVER, settings.grace())) {
      news.tell(Signal.LOOK);
      while (!nobodyMore || !inside.isEmpty()) {
        hear(news.next().orElseThrow());
      }
    }
    news.close();
    answerWhoAskedMeanwhile();
  }

  // end::cleanup[]

  private News next(Stop stop) throws InterruptedException {
    return select(news.channel().receiveClause(), stop.heard(() -> Signal.CLOSE));
  }

  /** The actor that waits at the listener: only the door can wake it, by closing that. */
  private void acceptAll() throws InterruptedException {
    try {
      while (!(tickets.receiveOrClosed() instanceof ChannelClosed)) {
        news.tell(new Came(new Connection(listener.accept())));
      }
    } catch (IOException closed) {
      // by the door
    } finally {
      news.tell(Signal.NOBODY_MORE);
    }
  }

  /** Whoever finds no room waits in the kernel's backlog, because nobody accepts. */
  private void giveTicket() throws InterruptedException {
    if (!ticketIsOut && inside.size() < settings.maxConnections()) {
      tickets.sendOrClosed(Ticket.FOR_ONE);
      ticketIsOut = true;
    }
  }

  private void hear(News what) throws InterruptedException {
    switch (what) {
      case Came(var client) -> admit(client);
      case Talked(var client) -> guest(client).talked();
      case Leaving(var client) -> guest(client).hasUntil(timer(new CutOff(client), lastWord()));
      case CutOff(var client) -> Sockets.close(client.socket()); // it may have gone by now
      case Half(var client) -> seeOut(client);
      case HowMany(var answer) -> answer.send(inside.size());
      case Signal.LOOK -> look();
      case Signal.GRACE_OVER -> cutOffAll();
      case Signal.NOBODY_MORE -> nobodyMore = true;
      case Signal.CLOSE -> throw new IllegalStateException("it closes already");
    }
  }

  private Guest guest(Connection client) {
    return requireNonNull(inside.get(client), "its attendants write before their last word");
  }

  private void admit(Connection client) throws InterruptedException {
    ticketIsOut = false;
    var guest = new Guest(client, attendants.start(client));
    inside.put(client, guest);
    if (graceOver) { // it was accepted before we refused, but we hear of it only now
      guest.cutOff();
    }
    seeOutIfAlone(client, guest);
    giveTicket();
  }

  private void seeOut(Connection client) throws InterruptedException {
    var guest = guest(client);
    guest.lostAnAttendant();
    seeOutIfAlone(client, guest);
    giveTicket();
  }

  private void seeOutIfAlone(Connection client, Guest guest) {
    if (guest.isAlone()) {
      guest.goes();
      inside.remove(client);
    }
  }

  private void cutOffAll() {
    graceOver = true;
    inside.values().forEach(Guest::cutOff);
  }

  private void look() {
    inside.values().forEach(Guest::look);
    var pause = settings.grace().dividedBy(2 * Guest.LOOKS);
    timer(Signal.LOOK, pause.compareTo(BETWEEN_LOOKS) < 0 ? pause : BETWEEN_LOOKS);
  }

  private Duration lastWord() {
    return settings.grace().compareTo(LAST_WORD) < 0 ? LAST_WORD : settings.grace();
  }

  private Timer<News> timer(News message, Duration in) {
    var timer = actors.clock().timer(message, news);
    timer.in(in);
    return timer;
  }

  private void answerWhoAskedMeanwhile() throws InterruptedException {
    for (var last = news.next(); last.isPresent(); last = news.next()) {
      if (last.get() instanceof HowMany(var answer)) {
        answer.send(0);
      }
    }
  }
}
