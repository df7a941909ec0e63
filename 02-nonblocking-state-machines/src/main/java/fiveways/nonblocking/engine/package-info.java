/** What model 02 needs underneath: the loop, its timers, and how clients come and go. */
@NullMarked
package fiveways.nonblocking.engine;

import org.jspecify.annotations.NullMarked;
