/** What model 04 needs underneath: who owns a server's scope, how clients come and go, lines. */
@NullMarked
package fiveways.virtual.engine;

import org.jspecify.annotations.NullMarked;
