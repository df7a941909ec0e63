package fiveways.channels;

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

/** Model 03 keeps the contract with its actors in platform threads, too. */
class PlatformContractTest {

  @Nested
  @Group
  class EchoRules extends EchoContract<Behaviour> {
    EchoRules() {
      super(new PlatformSubject());
    }
  }

  @Nested
  @Group
  class TimeoutRules extends TimeoutContract<Behaviour> {
    TimeoutRules() {
      super(new PlatformSubject());
    }
  }

  @Nested
  @Group
  class HeartbeatRules extends HeartbeatContract<Behaviour> {
    HeartbeatRules() {
      super(new PlatformSubject());
    }
  }

  @Nested
  @Group
  class RaceRules extends RaceContract<Behaviour> {
    RaceRules() {
      super(new PlatformSubject());
    }
  }

  @Nested
  @Group
  class ProgressRules extends ProgressContract<Behaviour> {
    ProgressRules() {
      super(new PlatformSubject());
    }
  }

  @Nested
  @Group
  class MergeRules extends MergeContract<Behaviour> {
    MergeRules() {
      super(new PlatformSubject());
    }
  }

  @Nested
  @Group
  class DashboardRules extends DashboardContract<Behaviour> {
    DashboardRules() {
      super(new PlatformSubject());
    }
  }

  @Nested
  @Group
  class ReplayRules extends ReplayContract<Behaviour> {
    ReplayRules() {
      super(new PlatformSubject());
    }
  }

  @Nested
  @Group
  class TurnsRules extends TurnsContract<Behaviour> {
    TurnsRules() {
      super(new PlatformSubject());
    }
  }
}
