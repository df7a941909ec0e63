package fiveways.contract;

import fiveways.contract.ReferenceServer.Connection;
import fiveways.contract.api.ConcurrencyModel;
import fiveways.contract.api.HeartbeatSettings;
import fiveways.contract.api.Reply;
import java.io.IOException;
import java.util.concurrent.Callable;

/** The base of those gallery variants whose mistake is made in what is done for one client. */
abstract class HeartbeatVariant extends ReferenceSubject {

  /** The reference's, spoilt in one place. */
  abstract ReferenceTalk talk(HeartbeatSettings settings, Connection connection);

  @Override
  public ConcurrencyModel<Callable<Reply>> open() {
    return new Reference() {
      @Override
      protected ReferenceServer heartbeatServer(HeartbeatSettings settings) throws IOException {
        return new ReferenceHeartbeat(settings) {
          @Override
          protected ReferenceTalk talk(Connection connection) {
            return HeartbeatVariant.this.talk(settings, connection);
          }
        };
      }
    };
  }
}
