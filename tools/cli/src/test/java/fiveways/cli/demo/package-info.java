@NullMarked
package fiveways.cli.demo;

import org.jspecify.annotations.NullMarked;
