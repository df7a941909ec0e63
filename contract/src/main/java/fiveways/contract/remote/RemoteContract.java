package fiveways.contract.remote;

import fiveways.contract.tck.ContractRun;
import fiveways.contract.tck.DashboardContract;
import fiveways.contract.tck.EchoContract;
import fiveways.contract.tck.HeartbeatContract;
import fiveways.contract.tck.MergeContract;
import fiveways.contract.tck.NotRemotely;
import fiveways.contract.tck.ProgressContract;
import fiveways.contract.tck.RaceContract;
import fiveways.contract.tck.ReplayContract;
import fiveways.contract.tck.Subject;
import fiveways.contract.tck.TimeoutContract;
import fiveways.contract.tck.TurnsContract;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Group;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, for a program in another process: run by {@link #hold}. */
public final class RemoteContract {
  private static final Object ONE_AT_A_TIME = new Object();

  /** JUnit makes the test classes: they find here what they are to test. */
  private static Subject<RemoteOperation> subject = new NoProgram();

  private RemoteContract() {}

  /**
   * Runs those tests whose rule is wanted, one after the other, in this thread; one program at a
   * time.
   *
   * @param wanted of rule ids
   * @param asItHappens told each result at once
   */
  public static ContractRun.Report hold(
      RemoteSubject program, Predicate<String> wanted, Consumer<ContractRun.Result> asItHappens) {
    synchronized (ONE_AT_A_TIME) {
      subject = program;
      try {
        return withParts(ContractRun.of(Rules.class, wanted, asItHappens));
      } finally {
        subject = new NoProgram();
      }
    }
  }

  /** Names what could not be judged of tests that ran. */
  private static ContractRun.Report withParts(ContractRun.Report report) {
    var notJudged = new LinkedHashSet<>(report.notJudged());
    for (var result : report.results()) {
      Stream.<Class<?>>of(
              EchoContract.class,
              TimeoutContract.class,
              HeartbeatContract.class,
              RaceContract.class,
              ProgressContract.class,
              MergeContract.class,
              DashboardContract.class,
              ReplayContract.class,
              TurnsContract.class)
          .flatMap(contract -> Stream.of(contract.getMethods()))
          .filter(method -> method.getName().equals(result.test()))
          .map(method -> Optional.ofNullable(method.getAnnotation(NotRemotely.class)))
          .flatMap(Optional::stream)
          .filter(NotRemotely::butTheRest)
          .forEach(not ->
              notJudged.add(
                  new ContractRun.NotJudged(result.rule(), result.test(), not.value(), false)));
    }
    return new ContractRun.Report(report.results(), List.copyOf(notJudged));
  }

  /** What JUnit runs. */
  static final class Rules {

    @Nested
    @Group
    @ExtendWith(JudgedFromOutside.class)
    class EchoRules extends EchoContract<RemoteOperation> {
      EchoRules() {
        super(subject);
      }
    }

    @Nested
    @Group
    @ExtendWith(JudgedFromOutside.class)
    class TimeoutRules extends TimeoutContract<RemoteOperation> {
      TimeoutRules() {
        super(subject);
      }
    }

    @Nested
    @Group
    @ExtendWith(JudgedFromOutside.class)
    class HeartbeatRules extends HeartbeatContract<RemoteOperation> {
      HeartbeatRules() {
        super(subject);
      }
    }

    @Nested
    @Group
    @ExtendWith(JudgedFromOutside.class)
    class RaceRules extends RaceContract<RemoteOperation> {
      RaceRules() {
        super(subject);
      }
    }

    @Nested
    @Group
    @ExtendWith(JudgedFromOutside.class)
    class ProgressRules extends ProgressContract<RemoteOperation> {
      ProgressRules() {
        super(subject);
      }
    }

    @Nested
    @Group
    @ExtendWith(JudgedFromOutside.class)
    class MergeRules extends MergeContract<RemoteOperation> {
      MergeRules() {
        super(subject);
      }
    }

    @Nested
    @Group
    @ExtendWith(JudgedFromOutside.class)
    class DashboardRules extends DashboardContract<RemoteOperation> {
      DashboardRules() {
        super(subject);
      }
    }

    @Nested
    @Group
    @ExtendWith(JudgedFromOutside.class)
    class ReplayRules extends ReplayContract<RemoteOperation> {
      ReplayRules() {
        super(subject);
      }
    }

    @Nested
    @Group
    @ExtendWith(JudgedFromOutside.class)
    class TurnsRules extends TurnsContract<RemoteOperation> {
      TurnsRules() {
        super(subject);
      }
    }
  }
}
