/** The exercises are sound: nothing unsolved earns points, everything solved does. */
@NullMarked
package fiveways.checks.exercises;

import org.jspecify.annotations.NullMarked;
