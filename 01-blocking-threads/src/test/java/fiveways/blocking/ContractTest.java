package fiveways.blocking;

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

/** Model 01 keeps the contract. */
class ContractTest {

  @Nested
  @Group
  class EchoRules extends EchoContract<Call> {
    EchoRules() {
      super(new BlockingSubject());
    }
  }

  @Nested
  @Group
  class TimeoutRules extends TimeoutContract<Call> {
    TimeoutRules() {
      super(new BlockingSubject());
    }
  }

  @Nested
  @Group
  class HeartbeatRules extends HeartbeatContract<Call> {
    HeartbeatRules() {
      super(new BlockingSubject());
    }
  }

  @Nested
  @Group
  class RaceRules extends RaceContract<Call> {
    RaceRules() {
      super(new BlockingSubject());
    }
  }

  @Nested
  @Group
  class ProgressRules extends ProgressContract<Call> {
    ProgressRules() {
      super(new BlockingSubject());
    }
  }

  @Nested
  @Group
  class MergeRules extends MergeContract<Call> {
    MergeRules() {
      super(new BlockingSubject());
    }
  }

  @Nested
  @Group
  class DashboardRules extends DashboardContract<Call> {
    DashboardRules() {
      super(new BlockingSubject());
    }
  }

  @Nested
  @Group
  class ReplayRules extends ReplayContract<Call> {
    ReplayRules() {
      super(new BlockingSubject());
    }
  }

  @Nested
  @Group
  class TurnsRules extends TurnsContract<Call> {
    TurnsRules() {
      super(new BlockingSubject());
    }
  }
}
