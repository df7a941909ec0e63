/** What waiting costs in each model, measured side by side and with its error. */
@NullMarked
package fiveways.benchmarks;

import org.jspecify.annotations.NullMarked;
