/** Model 02: one thread, one selector, and machines that never wait. */
@NullMarked
package fiveways.nonblocking;

import org.jspecify.annotations.NullMarked;
