@NullMarked
package fiveways.cli.compare;

import org.jspecify.annotations.NullMarked;
