package fiveways.contract;

import fiveways.contract.api.Reply;
import fiveways.contract.tck.DashboardContract;
import fiveways.contract.tck.EchoContract;
import fiveways.contract.tck.HeartbeatContract;
import fiveways.contract.tck.MergeContract;
import fiveways.contract.tck.ProgressContract;
import fiveways.contract.tck.RaceContract;
import fiveways.contract.tck.ReplayContract;
import fiveways.contract.tck.TimeoutContract;
import fiveways.contract.tck.TurnsContract;
import java.util.concurrent.Callable;
import net.jqwik.api.Group;
import org.junit.jupiter.api.Nested;

/** The rules can be kept: the reference model keeps them all. */
class ReferenceContractTest {

  @Nested
  @Group
  class Echo extends EchoContract<Callable<Reply>> {
    Echo() {
      super(Gallery.subject());
    }
  }

  @Nested
  @Group
  class Timeout extends TimeoutContract<Callable<Reply>> {
    Timeout() {
      super(Gallery.subject());
    }
  }

  @Nested
  @Group
  class Heartbeat extends HeartbeatContract<Callable<Reply>> {
    Heartbeat() {
      super(Gallery.subject());
    }
  }

  @Nested
  @Group
  class Race extends RaceContract<Callable<Reply>> {
    Race() {
      super(Gallery.subject());
    }
  }

  @Nested
  @Group
  class Progress extends ProgressContract<Callable<Reply>> {
    Progress() {
      super(Gallery.subject());
    }
  }

  @Nested
  @Group
  class Merge extends MergeContract<Callable<Reply>> {
    Merge() {
      super(Gallery.subject());
    }
  }

  @Nested
  @Group
  class Dashboard extends DashboardContract<Callable<Reply>> {
    Dashboard() {
      super(Gallery.subject());
    }
  }

  @Nested
  @Group
  class Replay extends ReplayContract<Callable<Reply>> {
    Replay() {
      super(Gallery.subject());
    }
  }

  @Nested
  @Group
  class Turns extends TurnsContract<Callable<Reply>> {
    Turns() {
      super(Gallery.subject());
    }
  }
}
