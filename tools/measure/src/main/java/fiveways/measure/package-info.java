/**
 * What sources say of themselves, counted by the compiler's own parser: for the command {@code
 * course measure} and for the table in the README, which are never to differ. Blocks only to read
 * files; every count is of one thread, and the same on every machine.
 */
@NullMarked
package fiveways.measure;

import org.jspecify.annotations.NullMarked;
