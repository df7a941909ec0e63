@NullMarked
package fiveways.cli.claims;

import org.jspecify.annotations.NullMarked;
