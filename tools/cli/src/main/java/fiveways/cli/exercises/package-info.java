/** A student's loop: what is next, is it right, what would help, how far am I. */
@NullMarked
package fiveways.cli.exercises;

import org.jspecify.annotations.NullMarked;
