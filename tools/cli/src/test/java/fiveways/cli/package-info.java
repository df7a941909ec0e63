@NullMarked
package fiveways.cli;

import org.jspecify.annotations.NullMarked;
