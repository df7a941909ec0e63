/** To come. */
@NullMarked
package fiveways.nonblocking;

import org.jspecify.annotations.NullMarked;
