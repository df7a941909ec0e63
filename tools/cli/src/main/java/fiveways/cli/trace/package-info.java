/** {@code course trace}: what the stack trace of one and the same failure tells in each model. */
@NullMarked
package fiveways.cli.trace;

import org.jspecify.annotations.NullMarked;
