/** To come. */
@NullMarked
package fiveways.channels;

import org.jspecify.annotations.NullMarked;
