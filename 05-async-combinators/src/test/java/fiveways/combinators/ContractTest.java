package fiveways.combinators;

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
import net.jqwik.api.Group;
import org.junit.jupiter.api.Nested;
import reactor.core.publisher.Mono;

/** Model 05 keeps the contract, and blocks its loop at no moment of it. */
class ContractTest {
  static {
    LoopGuard.install();
  }

  @Nested
  @Group
  class EchoRules extends EchoContract<Mono<Reply>> {
    EchoRules() {
      super(new CombinatorsSubject());
    }
  }

  @Nested
  @Group
  class TimeoutRules extends TimeoutContract<Mono<Reply>> {
    TimeoutRules() {
      super(new CombinatorsSubject());
    }
  }

  @Nested
  @Group
  class HeartbeatRules extends HeartbeatContract<Mono<Reply>> {
    HeartbeatRules() {
      super(new CombinatorsSubject());
    }
  }

  @Nested
  @Group
  class RaceRules extends RaceContract<Mono<Reply>> {
    RaceRules() {
      super(new CombinatorsSubject());
    }
  }

  @Nested
  @Group
  class ProgressRules extends ProgressContract<Mono<Reply>> {
    ProgressRules() {
      super(new CombinatorsSubject());
    }
  }

  @Nested
  @Group
  class MergeRules extends MergeContract<Mono<Reply>> {
    MergeRules() {
      super(new CombinatorsSubject());
    }
  }

  @Nested
  @Group
  class DashboardRules extends DashboardContract<Mono<Reply>> {
    DashboardRules() {
      super(new CombinatorsSubject());
    }
  }

  @Nested
  @Group
  class ReplayRules extends ReplayContract<Mono<Reply>> {
    ReplayRules() {
      super(new CombinatorsSubject());
    }
  }

  @Nested
  @Group
  class TurnsRules extends TurnsContract<Mono<Reply>> {
    TurnsRules() {
      super(new CombinatorsSubject());
    }
  }
}
