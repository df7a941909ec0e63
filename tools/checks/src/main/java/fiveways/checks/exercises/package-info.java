/**
 * Exercises: their starters are generated from the solutions, and both are graded like students'
 * work.
 */
@NullMarked
package fiveways.checks.exercises;

import org.jspecify.annotations.NullMarked;
