package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.api.Resource;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * Hands over the result, and closes the resource meanwhile.
 *
 * <p>Why should the caller wait? Because it may open the next one at once, and the peer has only so
 * many; and because nobody is left who could be told that it failed.
 */
@Breaks(
    value = "RACE-7",
    perhaps = {"PROG-4", "RACE-5", "RACE-8"},
    seen = "what the peer was asked")
public final class BrokenReleaseInTheBackground extends RaceVariant {
  @Override
  ReferenceUsing resources(ReferenceOperations operations) {
    return new ReferenceUsing(operations) {
      @Override
      protected Held held(Resource<Callable<Reply>> resource) {
        return new Held(resource) {
          @Override
          protected void closing(Callable<Reply> close) {
            Thread.ofVirtual()
                .name("reference-closing")
                .start(() -> {
                  try {
                    super.closing(close);
                  } catch (IOException | TimeoutException nobodyIsThere) {
                    // who should be told?
                  }
                });
          }
        };
      }
    };
  }
}
