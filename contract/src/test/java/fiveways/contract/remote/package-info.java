/** The remote protocol under test: children that keep it, and children that do not. */
@NullMarked
package fiveways.contract.remote;

import org.jspecify.annotations.NullMarked;
