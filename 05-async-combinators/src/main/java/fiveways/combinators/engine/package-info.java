/** What the model needs underneath: the loop, and connections by demand. */
@NullMarked
package fiveways.combinators.engine;

import org.jspecify.annotations.NullMarked;
