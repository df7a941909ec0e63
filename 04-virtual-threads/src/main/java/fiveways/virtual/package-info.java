/**
 * Model 04: a virtual thread for each activity, structured scopes, interruption as cancellation.
 */
@NullMarked
package fiveways.virtual;

import org.jspecify.annotations.NullMarked;
