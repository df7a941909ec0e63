package fiveways.channels.engine;

import java.util.Optional;

/** A client that is inside, and what the door, and nobody else, knows of it. */
final class Guest {

  /** Who was found idle so often, in a row, has ended. */
  static final int LOOKS = 6;

  private final Connection connection;
  private int attendants;
  private int idleLooks;
  private Optional<Timer<News>> cutOff = Optional.empty();

  Guest(Connection connection, int attendants) {
    this.connection = connection;
    this.attendants = attendants;
  }

  /** It is to be cut off when this timer rings, which is withdrawn if it goes before. */
  void hasUntil(Timer<News> timer) {
    cutOff = Optional.of(timer);
  }

  /** One look of the closing server: ends the input of a client that has been idle for a while. */
  void look() {
    idleLooks = connection.nothingToRead() ? idleLooks + 1 : 0;
    if (idleLooks == LOOKS) {
      connection.endInput();
    }
  }

  /** Between two looks something has come. */
  void talked() {
    idleLooks = 0;
  }

  void lostAnAttendant() {
    attendants--;
  }

  /** Whether nobody attends to it any more. */
  boolean isAlone() {
    return attendants == 0;
  }

  /** Closes its socket; whoever waits at that wakes with an exception, and nobody else waits on. */
  void cutOff() {
    Sockets.close(connection.socket());
    connection.endInput();
  }

  void goes() {
    cutOff();
    cutOff.ifPresent(Timer::close);
  }
}
