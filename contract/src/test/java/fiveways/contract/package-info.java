/** The proof of the contract: a model that keeps every rule, and mistakes that each break one. */
@NullMarked
package fiveways.contract;

import org.jspecify.annotations.NullMarked;
