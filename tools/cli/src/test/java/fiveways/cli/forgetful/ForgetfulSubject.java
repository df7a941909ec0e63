package fiveways.cli.forgetful;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Peer;
import fiveways.contract.tck.Subject;
import fiveways.contract.tck.Tally;
import java.util.function.BooleanSupplier;

/** The forgetful model as a subject; nobody asks it what it can do. */
public final class ForgetfulSubject implements Subject<Object> {
  @Override
  public String id() {
    return "99";
  }

  @Override
  @SuppressWarnings("unchecked") // whatever its operations are, they only go back to it
  public ConcurrencyModel<Object> open() {
    return (ConcurrencyModel<Object>) ForgetfulProvider.forgetful(ForgetfulProvider.real().open());
  }

  @Override
  public Object opaque(Peer peer, String first, String second) {
    throw new UnsupportedOperationException("nobody asks");
  }

  @Override
  public Object spin(BooleanSupplier goOn) {
    throw new UnsupportedOperationException("nobody asks");
  }

  @Override
  public Object adding(int activities, Tally tally) {
    throw new UnsupportedOperationException("nobody asks");
  }

  @Override
  public Object addingAround(Object wait, int activities, Tally tally) {
    throw new UnsupportedOperationException("nobody asks");
  }
}
