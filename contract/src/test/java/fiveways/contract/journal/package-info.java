/** The journal's codec, held to what SPEC.md says of it. */
@NullMarked
package fiveways.contract.journal;

import org.jspecify.annotations.NullMarked;
