/** The house keeps its rules, and each rule is proven able to fail. */
@NullMarked
package fiveways.checks;

import org.jspecify.annotations.NullMarked;
