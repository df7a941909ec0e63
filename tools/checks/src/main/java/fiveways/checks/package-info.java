/** The rules of the house: each looks at the repository and says what breaks it, and where. */
@NullMarked
package fiveways.checks;

import org.jspecify.annotations.NullMarked;
