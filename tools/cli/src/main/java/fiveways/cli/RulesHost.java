package fiveways.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveways.contract.tck.ContractRun;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Set;

/**
 * Runs a contract in a process of its own, and reports each test on standard output as it ends.
 * What the contract or the model prints goes to standard error instead.
 *
 * <p>Arguments: the contract's class, and the rules wanted, separated by commas.
 */
public final class RulesHost {
  /** The line that says that all tests have run: what comes before the end without it, is torn. */
  static final String DONE = "done";

  private RulesHost() {}

  public static void main(String[] arguments) throws ClassNotFoundException {
    var report = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    System.setOut(System.err);
    LifeLine.hold();
    Contracts.quiet();
    var wanted = Set.of(arguments[1].split(","));
    var _ =
        ContractRun.of(
            Class.forName(arguments[0]),
            wanted::contains,
            result -> report.println(Tested.of(result).toLine()));
    report.println(DONE);
    System.exit(0);
  }
}
