/** To come. */
@NullMarked
package fiveways.combinators;

import org.jspecify.annotations.NullMarked;
