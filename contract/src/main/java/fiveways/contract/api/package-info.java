/** What every model offers, and what its operations are described with. */
@NullMarked
package fiveways.contract.api;

import org.jspecify.annotations.NullMarked;
