package fiveways.contract.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What of this test cannot be judged, and why, when the model lives in another process: it would be
 * the program's own word. A run says so; nothing is passed in silence.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface NotRemotely {
  /** The reason. */
  String value();

  /** Whether the rest of the test is judged; otherwise it is not run. */
  boolean butTheRest() default false;
}
