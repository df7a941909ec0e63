package fiveways.contract.remote;

import fiveways.contract.ReferenceSubject;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Reply;
import java.util.concurrent.Callable;

/** Prints while it works, as a student's model does: the protocol must not suffer. */
public final class PrintingSubject extends ReferenceSubject {

  @Override
  public ConcurrencyModel<Callable<Reply>> open() {
    System.out.println("{\"id\":1,\"ok\":\"a print that looks like an answer\"}");
    return super.open();
  }
}
