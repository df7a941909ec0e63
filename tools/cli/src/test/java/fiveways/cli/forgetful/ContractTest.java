package fiveways.cli.forgetful;

import fiveways.contract.tck.TimeoutContract;
import net.jqwik.api.Group;
import org.junit.jupiter.api.Nested;

/** What {@code course test 99} runs. It is meant to fail, and so the build leaves it alone. */
public class ContractTest {

  @Nested
  @Group
  class Timeout extends TimeoutContract<Object> {
    Timeout() {
      super(new ForgetfulSubject());
    }
  }
}
