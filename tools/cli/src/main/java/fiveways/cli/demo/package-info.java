/** {@code course demo}: scripted clients, what they see of each model, and what that adds up to. */
@NullMarked
package fiveways.cli.demo;

import org.jspecify.annotations.NullMarked;
