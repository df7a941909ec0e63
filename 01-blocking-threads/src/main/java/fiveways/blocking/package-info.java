/** Model 01: a platform thread for each activity, blocking sockets, locks. */
@NullMarked
package fiveways.blocking;

import org.jspecify.annotations.NullMarked;
