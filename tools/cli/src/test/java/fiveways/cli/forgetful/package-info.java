/** A model that breaks a rule, so that the commands can be seen to tell. */
@NullMarked
package fiveways.cli.forgetful;

import org.jspecify.annotations.NullMarked;
