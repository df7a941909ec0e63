/** {@code course compare}: two files of a scenario side by side, or one before and after. */
@NullMarked
package fiveways.cli.compare;

import org.jspecify.annotations.NullMarked;
