package fiveways.contract.tck;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Peer;
import java.util.function.BooleanSupplier;

/**
 * What is held to the contract: a model, and the operations that only somebody who writes in its
 * style can supply. Has a public constructor without parameters, so that another process can open
 * the same model.
 *
 * @param <O> the model's own type of operation
 */
public interface Subject<O> {

  /** Whose expected verdicts in SPEC.md are meant: {@code 01}. */
  String id();

  /** A fresh model, open. */
  ConcurrencyModel<O> open();

  /**
   * TIME-10: two requests on one connection, each with its reply, written in the model's own style
   * by somebody who knew nothing of deadlines: no durations, no timeouts, no cancel types. Its
   * reply is the second one.
   */
  O opaque(Peer peer, String first, String second);

  /** TIME-11: calls {@code goOn} again and again until it says no, and never waits. */
  O spin(BooleanSupplier goOn);
}
