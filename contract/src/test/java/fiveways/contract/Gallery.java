package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.tck.Subject;
import java.util.concurrent.Callable;

/**
 * Which subject the contract's own tests are held against: the reference, or one of its spoilt
 * variants.
 */
final class Gallery {
  private static volatile Subject<Callable<Reply>> subject = new ReferenceSubject();

  private Gallery() {}

  static Subject<Callable<Reply>> subject() {
    return subject;
  }
}
