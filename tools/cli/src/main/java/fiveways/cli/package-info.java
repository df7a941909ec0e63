/** The command {@code course}: one class per command. */
@NullMarked
package fiveways.cli;

import org.jspecify.annotations.NullMarked;
