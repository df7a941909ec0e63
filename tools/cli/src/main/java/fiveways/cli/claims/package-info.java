/** {@code course claims}: the claims of docs/claims.md, each with the commands that test it. */
@NullMarked
package fiveways.cli.claims;

import org.jspecify.annotations.NullMarked;
