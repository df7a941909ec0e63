package fiveways.virtual;

import fiveways.contract.api.Reply;
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

/** Model 04 keeps the contract. */
class ContractTest {

  @Nested
  @Group
  class EchoRules extends EchoContract<Callable<Reply>> {
    EchoRules() {
      super(new VirtualSubject());
    }
  }

  @Nested
  @Group
  class TimeoutRules extends TimeoutContract<Callable<Reply>> {
    TimeoutRules() {
      super(new VirtualSubject());
    }
  }

  @Nested
  @Group
  class HeartbeatRules extends HeartbeatContract<Callable<Reply>> {
    HeartbeatRules() {
      super(new VirtualSubject());
    }
  }

  @Nested
  @Group
  class RaceRules extends RaceContract<Callable<Reply>> {
    RaceRules() {
      super(new VirtualSubject());
    }
  }

  @Nested
  @Group
  class ProgressRules extends ProgressContract<Callable<Reply>> {
    ProgressRules() {
      super(new VirtualSubject());
    }
  }

  @Nested
  @Group
  class MergeRules extends MergeContract<Callable<Reply>> {
    MergeRules() {
      super(new VirtualSubject());
    }
  }

  @Nested
  @Group
  class ReplayRules extends ReplayContract<Callable<Reply>> {
    ReplayRules() {
      super(new VirtualSubject());
    }
  }

  @Nested
  @Group
  class TurnsRules extends TurnsContract<Callable<Reply>> {
    TurnsRules() {
      super(new VirtualSubject());
    }
  }
}
