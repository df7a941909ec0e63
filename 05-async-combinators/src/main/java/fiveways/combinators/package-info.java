/** Model 05: lazy, cancellable asynchronous values on one event loop, composed by operators. */
@NullMarked
package fiveways.combinators;

import org.jspecify.annotations.NullMarked;
