/** The codec of Replay's journal: given, because it is not what is taught. */
@NullMarked
package fiveways.contract.journal;

import org.jspecify.annotations.NullMarked;
