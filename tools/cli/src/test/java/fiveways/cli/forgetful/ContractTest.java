package fiveways.cli.forgetful;

import fiveways.contract.tck.TimeoutContract;
import net.jqwik.api.Group;
import org.junit.jupiter.api.Nested;

/**
 * What {@code course test 99} runs. Surefire leaves it alone, because it is no test of ours: it is
 * meant to fail.
 */
public class ContractTest {

  @Nested
  @Group
  class Timeout extends TimeoutContract<Object> {
    Timeout() {
      super(new ForgetfulSubject());
    }
  }
}
