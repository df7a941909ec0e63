/** What model 01 needs underneath: scopes, alarms, lines, and how clients come and go. */
@NullMarked
package fiveways.blocking.engine;

import org.jspecify.annotations.NullMarked;
