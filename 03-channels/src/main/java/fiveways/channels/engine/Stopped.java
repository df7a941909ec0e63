package fiveways.channels.engine;

import fiveways.contract.api.Failed;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import java.io.IOException;

/**
 * What an operation fails with that was told to stop, and has. Whoever told it so knows that; what
 * is worth telling is only what went wrong on the way, such as a release, and is suppressed in it.
 */
public final class Stopped extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param before what has not come about
   */
  public Stopped(String before) {
    super("stopped before " + before);
  }

  /** The reply that came all the same; otherwise where it stood is the cause. */
  public static Reply unlessReplied(Outcome how) throws Stopped {
    return switch (how) {
      case Reply reply -> reply;
      case Failed(var cut) -> {
        var stopped = new Stopped("there was a reply");
        stopped.initCause(cut);
        throw stopped;
      }
    };
  }

  /** Has a failure tell what went wrong in whatever was told to stop because of it. */
  public static void tell(Exception failure, Outcome stopped) {
    switch (stopped) {
      case Reply _ -> {}
      case Failed(Stopped word) -> {
        for (var wrong : word.getSuppressed()) {
          failure.addSuppressed(wrong);
        }
      }
      case Failed(var wrong) when !wrong.equals(failure) -> failure.addSuppressed(wrong);
      case Failed _ -> {} // an exception cannot suppress itself
    }
  }
}
