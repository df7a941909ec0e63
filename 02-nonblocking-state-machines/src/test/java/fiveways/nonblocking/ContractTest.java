package fiveways.nonblocking;

import fiveways.contract.tck.DashboardContract;
import fiveways.contract.tck.EchoContract;
import fiveways.contract.tck.HeartbeatContract;
import fiveways.contract.tck.MergeContract;
import fiveways.contract.tck.ProgressContract;
import fiveways.contract.tck.RaceContract;
import fiveways.contract.tck.ReplayContract;
import fiveways.contract.tck.TimeoutContract;
import fiveways.contract.tck.TurnsContract;
import net.jqwik.api.Group;
import org.junit.jupiter.api.Nested;

/** Model 02 keeps the contract. */
class ContractTest {

  @Nested
  @Group
  class EchoRules extends EchoContract<Operation> {
    EchoRules() {
      super(new NonblockingSubject());
    }
  }

  @Nested
  @Group
  class TimeoutRules extends TimeoutContract<Operation> {
    TimeoutRules() {
      super(new NonblockingSubject());
    }
  }

  @Nested
  @Group
  class HeartbeatRules extends HeartbeatContract<Operation> {
    HeartbeatRules() {
      super(new NonblockingSubject());
    }
  }

  @Nested
  @Group
  class RaceRules extends RaceContract<Operation> {
    RaceRules() {
      super(new NonblockingSubject());
    }
  }

  @Nested
  @Group
  class ProgressRules extends ProgressContract<Operation> {
    ProgressRules() {
      super(new NonblockingSubject());
    }
  }

  @Nested
  @Group
  class MergeRules extends MergeContract<Operation> {
    MergeRules() {
      super(new NonblockingSubject());
    }
  }

  @Nested
  @Group
  class DashboardRules extends DashboardContract<Operation> {
    DashboardRules() {
      super(new NonblockingSubject());
    }
  }

  @Nested
  @Group
  class ReplayRules extends ReplayContract<Operation> {
    ReplayRules() {
      super(new NonblockingSubject());
    }
  }

  @Nested
  @Group
  class TurnsRules extends TurnsContract<Operation> {
    TurnsRules() {
      super(new NonblockingSubject());
    }
  }
}
