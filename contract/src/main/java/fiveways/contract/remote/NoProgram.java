package fiveways.contract.remote;

import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.Peer;
import fiveways.contract.tck.Subject;
import fiveways.contract.tck.Tally;
import java.util.function.BooleanSupplier;

/** Nobody has said yet which program is to be tested. */
final class NoProgram implements Subject<RemoteOperation> {

  @Override
  public String id() {
    return "no program";
  }

  @Override
  public ConcurrencyModel<RemoteOperation> open() {
    throw new IllegalStateException("RemoteContract.hold names the program");
  }

  @Override
  public RemoteOperation opaque(Peer peer, String first, String second) {
    throw new IllegalStateException("RemoteContract.hold names the program");
  }

  @Override
  public RemoteOperation spin(BooleanSupplier goOn) {
    throw new IllegalStateException("RemoteContract.hold names the program");
  }

  @Override
  public RemoteOperation adding(int activities, Tally tally) {
    throw new IllegalStateException("RemoteContract.hold names the program");
  }

  @Override
  public RemoteOperation addingAround(RemoteOperation wait, int activities, Tally tally) {
    throw new IllegalStateException("RemoteContract.hold names the program");
  }
}
