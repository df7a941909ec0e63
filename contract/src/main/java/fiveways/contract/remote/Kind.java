package fiveways.contract.remote;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.LineTooLongException;
import fiveways.contract.api.RefusedException;
import fiveways.contract.journal.CorruptJournalException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** How the protocol calls the errors of the contract: by words of no language's library. */
enum Kind {
  TIMEOUT("timeout", TimeoutException.class),
  REFUSED("refused", RefusedException.class),
  CONNECT("connect", ConnectException.class),
  ALL_FAILED("all-failed", AllFailedException.class),
  END("end-of-stream", EOFException.class),
  TOO_LONG("line-too-long", LineTooLongException.class),
  CORRUPT("corrupt-journal", CorruptJournalException.class),
  IO("io", IOException.class),
  CANCELLED("cancelled", InterruptedException.class),
  CLOSED("closed", IllegalStateException.class),
  BAD_ARGUMENT("bad-argument", IllegalArgumentException.class),
  MISSING("missing", NullPointerException.class),
  UNSUPPORTED("unsupported", UnsupportedOperationException.class),
  /** Whatever the contract has no name for: a mistake of the program. */
  OTHER("other", RuntimeException.class);

  private final String word;
  private final Class<? extends Exception> type;

  Kind(String word, Class<? extends Exception> type) {
    this.word = word;
    this.type = type;
  }

  String word() {
    return word;
  }

  /** The first that fits: special ones stand before general ones. */
  static Kind of(Throwable failure) {
    return Stream.of(values())
        .filter(kind -> kind.type.isInstance(failure))
        .findFirst()
        .orElse(OTHER);
  }

  static Optional<Kind> called(String word) {
    return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  Exception exception(String message) {
    return switch (this) {
      case TIMEOUT -> new TimeoutException(message);
      case REFUSED -> new RefusedException(message);
      case CONNECT -> new ConnectException(message);
      case ALL_FAILED -> throw new IllegalArgumentException("what each has failed with is missing");
      case CORRUPT -> throw new IllegalArgumentException("where it is bad is missing");
      case END -> new EOFException(message);
      case TOO_LONG -> new LineTooLongException();
      case IO -> new IOException(message);
      case CANCELLED -> new InterruptedException(message);
      case CLOSED -> new IllegalStateException(message);
      case BAD_ARGUMENT -> new IllegalArgumentException(message);
      case MISSING -> new NullPointerException(message);
      case UNSUPPORTED -> new UnsupportedOperationException(message);
      case OTHER -> new RuntimeException(message);
    };
  }
}
