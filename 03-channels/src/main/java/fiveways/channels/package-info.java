/** Model 03: actors that share nothing and meet at channels. */
@NullMarked
package fiveways.channels;

import org.jspecify.annotations.NullMarked;
