/** Tests of the benchmarks themselves. */
@NullMarked
package fiveways.benchmarks;

import org.jspecify.annotations.NullMarked;
