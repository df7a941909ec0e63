package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.ReplaySettings;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.util.concurrent.Callable;

/** The base of the gallery's variants of Replay: the reference's parts, one of them spoilt. */
abstract class ReplayVariant extends ReferenceSubject {

  ReferenceJournal journal(ReplaySettings settings) throws IOException {
    return new ReferenceJournal(settings);
  }

  ReferenceSubscription subscription(ReferenceJournal journal, Connection connection) {
    return new ReferenceSubscription(journal, connection);
  }

  ReferenceReplay eventServer(ReplaySettings settings) throws IOException {
    return new Server(settings);
  }

  @Override
  public final ConcurrencyModel<Callable<Reply>> open() {
    return new Reference() {
      @Override
      protected ReferenceReplay replayServer(ReplaySettings settings) throws IOException {
        return eventServer(settings);
      }
    };
  }

  /** Made of this variant's parts. */
  private final class Server extends ReferenceReplay {
    Server(ReplaySettings settings) throws IOException {
      super(settings);
    }

    @Override
    protected ReferenceJournal journal(ReplaySettings with) throws IOException {
      return ReplayVariant.this.journal(with);
    }

    @Override
    protected ReferenceSubscription subscription(ReferenceJournal to, Connection connection) {
      return ReplayVariant.this.subscription(to, connection);
    }
  }
}
