/** What model 03 needs underneath. */
@NullMarked
package fiveways.channels.engine;

import org.jspecify.annotations.NullMarked;
