@NullMarked
package fiveways.cli.exercises;

import org.jspecify.annotations.NullMarked;
