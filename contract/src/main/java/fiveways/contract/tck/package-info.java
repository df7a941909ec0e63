/** The contract as tests: one class per scenario, and what they watch with. */
@NullMarked
package fiveways.contract.tck;

import org.jspecify.annotations.NullMarked;
