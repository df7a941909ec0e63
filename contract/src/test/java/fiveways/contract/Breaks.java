package fiveways.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The rules that a gallery variant breaks: these and no others, perhaps. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Breaks {
  String[] value();

  /**
   * Those that it may break, too, and is not held to: rules of scenarios that build on its own, and
   * what it takes a composition drawn at random, or an order of threads, to show.
   */
  String[] perhaps() default {};

  /**
   * What the failure of the first rule must say, so that the variant fails for its own mistake and
   * not for another reason.
   */
  String seen() default "";
}
